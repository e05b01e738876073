import type { Post, Sent } from '../../src/cases/outbox/sent.ts'
import type { Casework } from './casework.ts'

/** What arrived somewhere: which address, about what, of which case. */
export interface Arrived {
  address: string
  about: string
  reference: string
  at: Date
  state: string
  earlier?: unknown
  clocks: number
}

/** The far side of the outbox: it keeps what arrived, and can be told to refuse an address or to be down. */
export function letterbox({ cases, clock }: Pick<Casework, 'cases' | 'clock'>) {
  const arrived: Arrived[] = []
  const tried: Arrived[] = []
  let answer: (address: string, tries: number) => Sent | undefined = () => undefined
  const post: Post = async ({ address, notice, earlier }) => {
    for (const one of notice.cases.length > 0 ? notice.cases : [{ reference: '', state: '', clocks: [] }]) {
      const { reference, state, clocks = [] } = one
      const what = { address, about: notice.about, reference, at: clock.now(), state, earlier, clocks: clocks.length }
      tried.push(what)
      const sent = answer(address, tried.filter(before => before.address === address).length)
      if (sent && sent.outcome !== 'sent') return sent
      arrived.push(what)
    }
    return answer(address, 0) ?? { outcome: 'sent' }
  }
  const now = () => clock.now()
  return {
    arrived,
    tried,
    answers: (given: typeof answer) => {
      answer = given
    },
    deliver: (worker = 'test') => cases.deliver({ post, worker, now, sideBySide: 2 }),
    /** Lets time pass in steps, with a round and a delivery at each, as the running program does. */
    async pass(minutes: number, step = 1): Promise<void> {
      for (let n = 0; n < minutes; n += step) {
        clock.forward({ minutes: step })
        await cases.round(clock.now())
        await cases.deliver({ post, worker: 'test', now, sideBySide: 2 })
      }
    },
    to: (address: string) => arrived.filter(one => one.address === address).map(({ about }) => about),
  }
}

/** Where somebody of a council is reached first. */
export function webOf(person: string, authority = 'lewes-eastbourne'): string {
  return `web:${person.replace(/^pretend-/, '')}.${authority}.test`
}
