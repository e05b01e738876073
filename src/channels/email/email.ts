import type { Sent } from '../../cases/outbox/sent.ts'
import type { Act } from '../../chat/act.ts'
import type { Action } from '../../chat/reply.ts'
import type { Channel, Sending } from '../channel.ts'
import { tokenOf } from './ids.ts'
import { composeMail } from './mail.ts'
import { type MailSettings, mailboxOf, type Server, serverFrom } from './server.ts'
import { type Patience, submit, usual } from './submit.ts'
import { turns } from './turns.ts'
import { actionsOf } from './ways.ts'

/** What a mail needs beside the settings. */
export interface Around {
  now(): Date
  /** Where a person can do by opening an address what a mail is about; nothing where they go to Signpost themselves. */
  linksFor?(address: string, acts: readonly Act[]): Promise<(act: Act) => string | undefined>
  patience?: Patience
}

/** Microsoft 365 lets one sender have three connections. */
const atOnce = 3

/** Mail, as a way out: nothing comes in. It is not to be had in practice, where nothing leaves the program. */
export function openEmail(settings: MailSettings, { now, linksFor, patience = usual }: Around): Channel {
  if (settings.MODE !== 'live') throw new Error('In practice no mail may leave the program.')
  const server = serverFrom(settings)
  const queue = turns(atOnce)
  const under = new Set<Promise<Sent>>()

  const send = async (sending: Sending): Promise<Sent> => {
    const to = mailboxOf(sending.address.replace(/^email:/, ''))
    if (to === undefined) return { outcome: 'never', problem: 'bad-address' }
    // What was mailed cannot be put right where it stands.
    if (sending.quietly) return { outcome: 'sent' }
    const envelope = await enveloped(server, sending, to, linksFor, now())
    if (!(await queue.take(patience.turnMs))) return { outcome: 'later', problem: 'no-answer' }
    return submit(server, envelope, patience).finally(() => queue.done())
  }
  return {
    name: 'email',
    start: async () => {},
    send: sending => {
      const sent = send(sending)
      under.add(sent)
      const over = () => under.delete(sent)
      sent.then(over, over)
      return sent
    },
    // A mail that is cut off half way would have to be sent again, and may arrive twice.
    stop: async () => void (await Promise.allSettled(under)),
  }
}

async function enveloped(server: Server, sending: Sending, to: string, linksFor: Around['linksFor'], at: Date) {
  const { id, address, reply, thread } = sending
  const acts = actionsOf(reply).map(({ act }) => act)
  const linkTo = acts.length > 0 ? await linksFor?.(address, acts) : undefined
  const token = tokenOf(id, to)
  const hrefOf = ({ act }: Action) => {
    const link = linkTo?.(act)
    return link !== undefined && /^https?:\/\//.test(link) ? link : undefined
  }
  return { to, token, raw: await composeMail(server, { to, token, thread, reply, hrefOf, at }) }
}
