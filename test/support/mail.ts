import type { Sending } from '../../src/channels/channel.ts'
import { openEmail } from '../../src/channels/email/email.ts'
import type { Part } from '../../src/channels/email/mime.ts'
import { readMime } from '../../src/channels/email/mime.ts'

export const now = new Date('2026-11-20T10:00:00Z')
/** Short, so that a test of a server that hangs does not hang itself. */
export const brief = { turnMs: 400, connectMs: 250, wholeMs: 400 }

/** Mail through a server on this machine, as the settings of a council would say it. */
export function emailTo(url: string, more: Record<string, unknown> = {}, around: Record<string, unknown> = {}) {
  const settings = { MODE: 'live', SMTP_URL: url, MAIL_FROM: 'Signpost <signpost@council.test>', SMTP_PLAIN: 'no' }
  return openEmail({ ...settings, ...more } as Parameters<typeof openEmail>[0], { now: () => now, ...around })
}

export function sending(more: Partial<Sending> = {}): Sending {
  return {
    id: '3f2a1c9e-1111-4222-8333-444455556666',
    address: 'email:clerk@council.test',
    thread: 'PRE-2345-6A',
    quietly: false,
    reply: { title: 'New report PRE-2345-6A', for: 'place', blocks: [{ is: 'text', text: 'Words.' }] },
    ...more,
  }
}

/** The plain text and the HTML of a mail, and its headers. */
export function opened(raw: string) {
  const mail = readMime(raw)
  const body = (type: string) => Buffer.from(find(mail, type)?.body ?? '', 'latin1').toString()
  return { headers: mail.headers, text: body('text/plain'), html: body('text/html') }
}

function find(part: Part, type: string): Part | undefined {
  return part.type === type ? part : part.parts.map(inner => find(inner, type)).find(found => found)
}
