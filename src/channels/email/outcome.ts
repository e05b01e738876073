import { z } from 'zod'
import type { Sent } from '../../cases/outbox/sent.ts'

/** What a try of ours ended with, as nodemailer tells it. Its texts are the server's: they are not kept, nor read beyond the codes. */
export const Failure = z.object({
  code: z.string(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  originalCode: z.string().optional(),
})
export type Failure = z.infer<typeof Failure>

/** How far a try had come. `handed-over`: the whole mail is on its way, and only the server's word for it is missing. */
export type Stage = 'connecting' | 'signing-in' | 'sending' | 'handed-over'

/**
 * What became of a mail. What is wrong between us and our own server is never the end of a notice: somebody puts it right, and then
 * all that waited goes. Only what the server says for good, of the one who is written to, is `never`.
 */
export function outcomeOf(failure: Failure, stage: Stage): Sent {
  const { code, command, responseCode: reply } = failure
  const unsafe = unsafeOf(failure)
  if (unsafe) return later(unsafe)
  // It is larger than the server said it takes, so it was not even offered.
  if (code === 'EMESSAGE' && reply === undefined && command === 'MAIL FROM') return never('too-large')
  if (reply === undefined || reply < 400) return later(problemWithout(failure, stage))
  if (reply < 500) return later('deferred')
  if (stage === 'signing-in' || [530, 535, 538].includes(reply)) return later('signed-out')
  if (reply === 503) return later('garbled')
  if (stage === 'connecting') return later('not-allowed')
  const detail = detailOf(failure.response)
  if (command === 'RCPT TO') return aboutUs.test(detail) ? later('not-allowed') : never(refusalOf(detail, reply))
  if (isTooLarge(detail) || (reply === 552 && detail === '')) return never('too-large')
  return command === 'MAIL FROM' || aboutUs.test(detail) ? later('not-allowed') : never(problemOf(detail))
}

/** Our word for a status such as 5.1.1, in which servers and bounces say why. */
export function problemOf(detail: string): string {
  if (isTooLarge(detail)) return 'too-large'
  if (/^[45]\.1\.(?:[0-46]|10)$/.test(detail)) return 'bad-address'
  return { '2.1': 'deactivated', '2.2': 'full' }[detail.slice(2)] ?? 'refused'
}

/** Said of whoever sends: sign in first, you may not send as this, you are blocked. The long numbers are Microsoft 365's. */
const aboutUs = /^5\.(?:7\.(?:3|8|9|11|57|60|[57]\d\d)|1\.8|2\.252)$/

function isTooLarge(detail: string): boolean {
  return /^[45]\.(?:2\.3|3\.4)$/.test(detail)
}

/** Older servers give no more than a reply, and these three then mean the address. */
function refusalOf(detail: string, reply: number): string {
  if (detail !== '') return problemOf(detail)
  return { 550: 'bad-address', 551: 'bad-address', 552: 'full', 553: 'bad-address' }[reply] ?? 'refused'
}

function detailOf(response = ''): string {
  return /^\d{3}[ -]([45]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? ''
}

function unsafeOf({ code, originalCode = '' }: Failure): string | undefined {
  if (/CERT|VERIFY|INVALID_CA|HOSTNAME|PURPOSE/.test(originalCode)) return 'certificate'
  return code === 'ETLS' || /SSL|EPROTO|TLS/.test(originalCode) ? 'not-encrypted' : undefined
}

/** No reply, or none that can be read. */
function problemWithout({ code, command }: Failure, stage: Stage): string {
  if (stage === 'handed-over' && code !== 'EMESSAGE') return 'cut-off'
  if (code === 'ETIMEDOUT') return 'no-answer'
  if (stage === 'signing-in' && command === 'API') return 'signed-out'
  return ['EPROTOCOL', 'EENVELOPE', 'EMESSAGE', 'EAUTH'].includes(code) ? 'garbled' : 'down'
}

function later(problem: string): Sent {
  return { outcome: 'later', problem }
}

function never(problem: string): Sent {
  return { outcome: 'never', problem }
}
