import { createHmac, randomUUID } from 'node:crypto'
import type { Workspace } from './workspace.ts'
import { signingSecret } from './workspace.ts'

/** What the program answered to Slack. */
export interface Answered {
  status: number
  body: string
}

/** Posts what Slack would post, signed as Slack signs it. */
export interface Driver {
  event(event: Record<string, unknown>, more?: Sending): Promise<Answered>
  command(
    command: string,
    user: string,
    channel: string,
    text?: string,
    more?: Record<string, unknown>,
  ): Promise<Answered>
  interaction(payload: Record<string, unknown>, more?: Sending): Promise<Answered>
  raw(body: string, more?: Sending): Promise<Answered>
}

/** How a request differs from a sound one. */
export interface Sending {
  secondsOff?: number
  signature?: string
  headers?: Record<string, string>
  type?: string
  eventId?: string
  envelope?: Record<string, unknown>
}

export function driverTo(url: () => string, slack: Workspace): Driver {
  const raw: Driver['raw'] = async (
    body,
    { secondsOff = 0, signature, headers = {}, type = 'application/json' } = {},
  ) => {
    const at = String(Math.floor(Date.now() / 1000) + secondsOff)
    const signed = signature ?? `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`
    const all = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signed, ...headers }
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
    const response = await fetch(`${url()}/slack/events`, { method: 'POST', headers: sent, body })
    return { status: response.status, body: await response.text() }
  }
  const form = 'application/x-www-form-urlencoded'
  const team = { id: slack.team, domain: 'testshire' }
  return {
    raw,
    event: (event, more = {}) =>
      raw(
        JSON.stringify({
          ...{
            token: 't',
            team_id: slack.team,
            api_app_id: 'A000000001',
            type: 'event_callback',
            event_id: more.eventId ?? `Ev${randomUUID().slice(0, 8)}`,
          },
          ...{
            event_time: 1,
            event,
            authorizations: [
              {
                team_id: slack.team,
                user_id: slack.bot,
                is_bot: true,
                is_enterprise_install: false,
                enterprise_id: null,
              },
            ],
          },
          ...more.envelope,
        }),
        more,
      ),
    command: async (command, user, channel, text = '', more = {}) => {
      const given = {
        ...{
          command,
          text,
          team_id: slack.team,
          channel_id: channel,
          user_id: user,
          user_name: 'x',
          api_app_id: 'A000000001',
        },
        ...{
          channel_name: channel.startsWith('D') ? 'directmessage' : 'town-hall',
          trigger_id: await slack.trigger(user),
        },
        ...{ response_url: `${slack.gate.url}/response/${user}`, ...more },
      }
      return raw(new URLSearchParams(given as Record<string, string>).toString(), { type: form })
    },
    interaction: (payload, more = {}) => {
      const whole = {
        team,
        api_app_id: 'A000000001',
        token: 't',
        enterprise: null,
        is_enterprise_install: false,
        ...payload,
      }
      return raw(new URLSearchParams({ payload: JSON.stringify(whole) }).toString(), { type: form, ...more })
    },
  }
}
