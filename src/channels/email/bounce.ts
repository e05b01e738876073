import { type Token, tokenIn } from './ids.ts'
import { type Part, readHeaders, readMime } from './mime.ts'
import { problemOf } from './outcome.ts'

/** What a mail says that came back. */
export type Bounce =
  /** A notice that can never arrive. */
  | { is: 'failure'; token: Token; problem: string }
  /** A warning that it takes longer, a receipt, an answer by a machine or a person: nothing follows from these. */
  | { is: 'no-failure' }
  /** It says that something failed, and not which of our notices. */
  | { is: 'not-ours' }

/** A report of more is read up to here: the part that counts comes first. */
export const mostBytes = 1_048_576

/** Reads a report as mail servers write them: RFC 3464 in all its spellings, and Exim's own form without it. */
export function readBounce(message: Uint8Array): Bounce {
  const report = readMime(Buffer.from(message.subarray(0, mostBytes)).toString('latin1'))
  const parts = all(report)
  const status = parts.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
  const [about, ...recipients] = status ? status.body.split(/\r?\n[ \t]*\r?\n/).map(readHeaders) : []
  const failed = status ? [...recipients, about].find(isFailed) : exim(report)
  if (!failed) return { is: 'no-failure' }
  const token = tokenOf(about?.get('original-envelope-id') ?? '', report, parts)
  if (!token) return { is: 'not-ours' }
  const word = problemOf(/^[245]\.\d{1,3}\.\d{1,3}/.exec(failed.get('status') ?? '')?.[0] ?? '')
  return { is: 'failure', token, problem: word === 'refused' ? 'bounced' : word }
}

/** A status of 4.x.x that "failed" is one that a server has given up on: it will not try again. */
function isFailed(recipient: Map<string, string> | undefined): boolean {
  return /^failed\b/i.test(recipient?.get('action') ?? '')
}

/** Exim names those it could not reach, and only then, in a header. */
function exim({ headers }: Part): Map<string, string> | undefined {
  return headers.has('x-failed-recipients') ? headers : undefined
}

/** Where the name of our notice stands: in what a server was given to say, in the headers that came back, or what it answers to. */
function tokenOf(envelopeId: string, report: Part, parts: Part[]): Token | undefined {
  const returned = parts.flatMap(({ type, body, headers }) =>
    /^text\/rfc822-headers$|^message\/global-headers$/.test(type) ? [readHeaders(body)] : [headers],
  )
  const named = returned.flatMap(headers => [headers.get('x-signpost-delivery'), headers.get('message-id')])
  const answers = [report.headers.get('in-reply-to'), report.headers.get('references')]
  const written = parts.filter(({ type }) => type === 'text/plain').map(({ body }) => body)
  for (const text of [envelopeId, ...named, ...answers, ...written]) {
    const token = tokenIn(text ?? '')
    if (token) return token
  }
  return undefined
}

function all(part: Part): Part[] {
  return [part, ...part.parts.flatMap(all)]
}
