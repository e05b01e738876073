import { createHmac, randomUUID } from 'node:crypto'

export const benchSecret = 'bench-signing-secret'
export const benchToken = 'xoxb-bench'

/** One thing that somebody does, as Slack posts it. */
export interface Interaction {
  kind: 'mention' | 'report' | 'press'
  /** By which what comes of a mention is known again. */
  ts: string
  body: string
  type: string
}

const questions = [
  'Can I post about a meeting?',
  'Who may speak to the press?',
  'How do I deal with abuse?',
  'May I use my own phone?',
]

/** What a council does, all at once: questions, reports, presses of buttons. */
export function interaction(n: number): Interaction {
  const ts = `1700000000.${String(n).padStart(6, '0')}`
  const user = `U${String(n % 500).padStart(6, '0')}`
  const kind =
    (['mention', 'report', 'mention', 'press', 'report', 'mention', 'press', 'report', 'mention', 'press'] as const)[
      n % 10
    ] ?? 'press'
  if (kind === 'mention')
    return { kind, ts, type: 'application/json', body: mention(user, ts, questions[n % questions.length] ?? '') }
  const payload = kind === 'report' ? report(n) : press(ts)
  const whole = {
    team: { id: 'T1', domain: 'bench' },
    user: { id: user, team_id: 'T1', name: user },
    token: 't',
    trigger_id: randomUUID(),
    ...payload,
  }
  const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString()
  return { kind, ts, body, type: 'application/x-www-form-urlencoded' }
}

export function signed({ body, type }: Interaction): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', benchSecret).update(`v0:${at}:${body}`).digest('hex')}`
  return { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signature }
}

function mention(user: string, ts: string, text: string): string {
  return JSON.stringify({
    ...{
      type: 'event_callback',
      team_id: 'T1',
      event_id: `Ev${ts}`,
      authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }],
    },
    event: { type: 'app_mention', user, team: 'T1', text: `<@UBOT> ${text}`, ts, channel: 'C1', event_ts: ts },
  })
}

function report(n: number) {
  const written = (value: string) => ({ type: 'plain_text_input', value })
  const chosen = (value: string) => ({
    type: 'radio_buttons',
    selected_option: { value, text: { type: 'plain_text', text: value } },
  })
  const answers = {
    ...{
      'sub-type': chosen('enquiry'),
      journalist: written('Jo Writer'),
      outlet: written('The Gazette'),
      contact: written('01632 960999'),
    },
    ...{
      'deadline-given': chosen('none'),
      what: written(`Why is the pool shut? ${'More. '.repeat(100)}${n}`),
      'said-already': written('nothing'),
    },
  }
  const values = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, { [id]: answer }]))
  const private_metadata = JSON.stringify({ act: { do: 'desk', desk: 'press' }, submission: randomUUID() })
  return {
    type: 'view_submission',
    view: { id: `V${n}`, type: 'modal', callback_id: 'signpost', private_metadata, state: { values } },
  }
}

function press(ts: string) {
  return {
    ...{
      type: 'block_actions',
      container: { type: 'message', channel_id: 'C1', message_ts: ts },
      channel: { id: 'C1' },
    },
    actions: [{ type: 'button', block_id: 'row.1', action_id: 'act.1.0', value: '{"do":"mine"}' }],
  }
}
