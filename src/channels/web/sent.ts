import type { Request } from 'express'
import { type Refused, readBody } from './body.ts'
import { type Fields, fieldNamed } from './filled.ts'
import { isToken } from './guard.ts'

/** A small form of ours, read, and known to come from a page of ours; or why not. */
export async function sentFields(
  request: Request,
  token: string,
): Promise<{ fields: Fields } | { status: Refused['status'] | 403; says: string }> {
  const body = await readBody(request)
  if ('status' in body) return body
  return isToken(fieldNamed(body.fields, 'token'), token) ? body : { status: 403, says: stale }
}

export const stale =
  'This page was open too long, or came from somewhere else, so nothing was done. Load the page again and send it once more.'
