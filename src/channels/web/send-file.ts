import type { Response } from 'express'
import { safeName } from './taking.ts'

const kinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain', 'text/csv']

/** A file to be saved, and never shown as a page of ours: what is in it comes from anybody. */
export function sendFile(response: Response, file: { name: string; kind: string; content: Uint8Array }): void {
  response
    .attachment(safeName(file.name))
    .set('Content-Type', kinds.includes(file.kind) ? file.kind : 'application/octet-stream')
    .set('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .send(Buffer.from(file.content))
}
