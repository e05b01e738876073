import type { Sent } from '../../cases/outbox/sent.ts'

/** Why a call to Teams came to nothing. */
export interface Trouble {
  /** What we call it, as whoever looks after the program reads it. */
  problem: string
  /** However often it is tried, it will be the same. */
  lasting: boolean
  afterMs?: number
}

/** What Teams answered, or what we were given instead. Nothing of what the other side said is kept unless it is one of its short words. */
export function troubleFrom(status: number, body: unknown, retryAfter: string | null): Trouble {
  if (status === 429) return { ...passing('rate-limited'), afterMs: waitMs(retryAfter) }
  if (status === 401) return passing('signed-out')
  if (status === 412 || status === 408 || status >= 500) return passing('down')
  if (status === 413) return lasting('too-large')
  const known = words.get(codeIn(body))
  if (known) return lasting(known)
  if (status === 404) return lasting('no-such-room')
  return lasting(status === 403 ? 'not-allowed' : 'refused')
}

/** What is unknown passes: then it is tried again, and others are told in time by the clock of the case. */
export function troubleThrown(error: unknown): Trouble {
  if (isTrouble(error)) return error.trouble
  const { name, code, errorCode } = typeof error === 'object' && error !== null ? (error as Words) : {}
  if (name === 'TimeoutError' || name === 'AbortError') return passing('no-answer')
  // Whoever gives out tokens has one word for each reason; the way to it may also be down.
  if (typeof errorCode === 'string')
    return passing(/network|timeout|endpoints|openid/.test(errorCode) ? 'down' : 'signed-out')
  return passing(code === 'ERR_JSON' ? 'garbled' : 'down')
}

interface Words {
  name?: unknown
  code?: unknown
  errorCode?: unknown
}

/** A trouble on its way through a library that knows only errors. */
export function thrown(trouble: Trouble): Error {
  return Object.assign(new Error(`Teams: ${trouble.problem}`), { trouble })
}

function isTrouble(error: unknown): error is { trouble: Trouble } {
  return typeof error === 'object' && error !== null && 'trouble' in error
}

function lasting(problem: string): Trouble {
  return { problem, lasting: true }
}

function passing(problem: string): Trouble {
  return { problem, lasting: false }
}

/** Half a minute where it does not say, and never longer than a reminder may wait. */
function waitMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 600) * 1000 : 30_000
}

/** Teams' word, by which we choose ours. */
const words = new Map(
  Object.entries({
    MessageWritesBlocked: 'blocked',
    ConversationBlockedByUser: 'blocked',
    BotDisabledByAdmin: 'not-allowed',
    NotEnoughPermissions: 'not-allowed',
    InvalidBotApiHost: 'not-allowed',
    BotNotInConversationRoster: 'not-installed',
    ForbiddenOperationException: 'not-installed',
    BotNotInstalled: 'not-installed',
    MessageSizeTooBig: 'too-large',
    ActivityNotFoundInConversation: 'no-such-message',
  }),
)

function codeIn(body: unknown): string {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: { code?: unknown } }
  const code = error?.code
  return typeof code === 'string' ? code : ''
}

/** The same for the outbox. */
export function sentOf({ problem, lasting, afterMs }: Trouble): Sent {
  if (lasting) return { outcome: 'never', problem }
  return { outcome: 'later', problem, ...(afterMs === undefined ? {} : { afterMs }) }
}

/** Teams has one word for a conversation that is not there, and it is not always a room. */
export function ofPerson(trouble: Trouble): Trouble {
  const isNobody = trouble.lasting && ['no-such-room', 'refused'].includes(trouble.problem)
  return isNobody ? { ...trouble, problem: 'no-such-person' } : trouble
}
