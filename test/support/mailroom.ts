import type { Post } from '../../src/cases/outbox/sent.ts'
import { openEmail } from '../../src/channels/email/email.ts'
import { noticePage, passingPage } from '../../src/chat/pages/notice.ts'
import { authorities, type Casework } from './casework.ts'
import { brief, opened } from './mail.ts'
import { mailServer } from './smtp.ts'

/** Cases whose notices leave by mail alone, through a real server. Any other way to somebody is not set up. */
export async function mailroom({ cases, clock }: Pick<Casework, 'cases' | 'clock'>) {
  let server = await mailServer()
  const now = () => clock.now()
  const settings = { MODE: 'live', MAIL_FROM: 'Signpost <signpost@council.test>', SMTP_PLAIN: 'no' } as const
  const email = openEmail(
    { ...settings, SMTP_URL: `smtp://127.0.0.1:${server.port}` },
    { now, patience: { ...brief, turnMs: 5_000, wholeMs: 5_000 } },
  )
  const post: Post = async ({ id, address, notice, passing }) => {
    if (!address.startsWith('email:')) return { outcome: 'never', problem: 'no-channel' }
    const council = authorities.find(one => one.id === notice.authority)
    if (!council) throw new Error('no council')
    const reply = passing ? passingPage(passing, council) : noticePage(notice, council, now())
    const thread = notice.cases[0]?.reference ?? passing?.reference ?? 'program'
    return email.send({ id, address, reply, thread, quietly: notice.about === 'changed' })
  }
  const deliver = () => cases.deliver({ post, worker: 'mailroom', now, sideBySide: 2 })
  const taken = () => server.taken.map(one => ({ ...one, ...opened(one.raw) }))
  const before: ReturnType<typeof taken> = []
  const mails = () => [...before, ...taken()]
  return {
    ...{ post, deliver, mails },
    get manners() {
      return server.manners
    },
    /** Lets time pass in steps, with a round and a delivery at each, as the running program does. */
    async pass(minutes: number, step = 1): Promise<void> {
      for (let n = 0; n < minutes; n += step) {
        clock.forward({ minutes: step })
        await cases.round(clock.now())
        await deliver()
      }
    },
    async goDown(): Promise<void> {
      await server.stop()
    },
    async comeUp(): Promise<void> {
      before.push(...taken())
      server = await mailServer({ port: server.port })
    },
    to: (person: string) => mails().filter(({ to }) => to[0]?.startsWith(`${person.replace(/^pretend-/, '')}@`)),
  }
}
