import MailComposer from 'nodemailer/lib/mail-composer'
import type { Reply } from '../../chat/reply.ts'
import { messageIds } from './ids.ts'
import { mailPage } from './page.ts'
import type { Server } from './server.ts'
import { mailText } from './text.ts'
import type { HrefOf } from './ways.ts'

/** All that a mail is made of. */
export interface Letter {
  to: string
  token: string
  thread: string
  reply: Reply
  hrefOf: HrefOf
  at: Date
}

/** A mail as it is handed over. Each try of one notice makes it under the same name, so that whoever gets two can tell. */
export function composeMail(
  { from, domain }: Server,
  { to, token, thread, reply: { title, ...rest }, hrefOf, at }: Letter,
): Promise<Buffer> {
  const reply = { ...rest, title: onOneLine(title) }
  const { id, root } = messageIds(token, thread, to, domain)
  const mail = new MailComposer({
    ...{ from, to: { name: '', address: to }, subject: reply.title, date: at },
    ...{ messageId: id, inReplyTo: root, references: [root] },
    ...{ text: mailText(reply, hrefOf), html: mailPage(reply, hrefOf), textEncoding: 'quoted-printable' },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Exchange knows no Auto-Submitted. It may be silent of absence, and must not be of a mail that came back: so not "All".
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'X-Signpost-Delivery': token,
    },
  })
  return mail.compile().build()
}

function onOneLine(title: string): string {
  return title.replace(/[\s\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim()
}
