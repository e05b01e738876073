import { webApi } from '@slack/bolt'
import type { Sent } from '../../cases/outbox/sent.ts'

/** Why a call to Slack came to nothing. */
export interface Trouble {
  /** What Slack calls it, such as `invalid_blocks`; a word of ours where it said nothing that is one. */
  word: string
  /** What we call it, as whoever looks after the program reads it. */
  problem: string
  /** However often it is tried, it will be the same. */
  lasting: boolean
  afterMs?: number
}

/** What went wrong, from what was thrown. Nothing of what the other side said is kept unless it is one of its short words. */
export function troubleFrom(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIRateLimitedError) return rateLimited(error.retryAfter * 1000)
  if (error instanceof webApi.WebAPIPlatformError) return platform(error.data.error)
  if (error instanceof webApi.WebAPIHTTPError) return passing('http', 'down')
  if (error instanceof webApi.WebAPIRequestError)
    return error.original.name === 'TimeoutError' ? passing('timeout', 'no-answer') : passing('network', 'down')
  // A 429 that does not say for how long.
  if (error instanceof Error && error.message.startsWith('Retry header')) return rateLimited(30_000)
  return passing('garbled', 'garbled')
}

function rateLimited(afterMs: number): Trouble {
  return { word: 'ratelimited', problem: 'rate-limited', lasting: false, afterMs }
}

function passing(word: string, problem: string): Trouble {
  return { word, problem, lasting: false }
}

/** What is unknown is taken to last: then others are told at once, which is better than to wait for nothing. */
function platform(said: unknown): Trouble {
  const word = typeof said === 'string' && /^[a-z][a-z0-9_]{1,60}$/.test(said) ? said : undefined
  if (!word) return passing('garbled', 'garbled')
  if (word === 'ratelimited' || word === 'rate_limited') return rateLimited(30_000)
  const known = words[word]
  return known ? { word, problem: known[0], lasting: known[1] } : { word, problem: 'refused', lasting: true }
}

const lasts = true

/** By Slack's word: ours, and whether it lasts. A dead token is mended by a person, and then all that waited goes out. */
const words: Record<string, [problem: string, lasting: boolean]> = {
  channel_not_found: ['no-such-room', lasts],
  is_archived: ['archived', lasts],
  not_in_channel: ['not-in-room', lasts],
  user_not_found: ['no-such-person', lasts],
  users_not_found: ['no-such-person', lasts],
  user_not_visible: ['no-such-person', lasts],
  user_disabled: ['deactivated', lasts],
  cannot_dm_bot: ['no-such-person', lasts],
  messages_tab_disabled: ['not-allowed', lasts],
  restricted_action: ['not-allowed', lasts],
  restricted_action_read_only_channel: ['not-allowed', lasts],
  restricted_action_thread_only_channel: ['not-allowed', lasts],
  posting_to_general_channel_denied: ['not-allowed', lasts],
  no_permission: ['not-allowed', lasts],
  missing_scope: ['not-allowed', !lasts],
  ekm_access_denied: ['not-allowed', !lasts],
  invalid_auth: ['signed-out', !lasts],
  not_authed: ['signed-out', !lasts],
  token_revoked: ['signed-out', !lasts],
  token_expired: ['signed-out', !lasts],
  account_inactive: ['signed-out', !lasts],
  org_login_required: ['down', !lasts],
  team_added_to_org: ['down', !lasts],
  fatal_error: ['down', !lasts],
  internal_error: ['down', !lasts],
  service_unavailable: ['down', !lasts],
  request_timeout: ['no-answer', !lasts],
  accesslimited: ['not-allowed', !lasts],
}

/** The same for the outbox. */
export function sentOf({ problem, lasting, afterMs }: Trouble): Sent {
  if (lasting) return { outcome: 'never', problem }
  return { outcome: 'later', problem, ...(afterMs === undefined ? {} : { afterMs }) }
}

/** Slack did not take what we wrote, though it would take something. */
export function isRefusedAsWritten({ word }: Trouble): boolean {
  return [
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_blocks_too_long',
    'msg_too_long',
    'invalid_arguments',
  ].includes(word)
}
