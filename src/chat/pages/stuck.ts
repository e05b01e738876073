import type { Authority } from '../../authorities/authority.ts'
import { partsOf, type To } from '../../cases/deliveries.ts'
import type { Stuck } from '../../cases/stuck.ts'
import type { Block, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { problemInWords } from './states.ts'

/** Notices that somebody waits for and has not got, for whoever looks after the program. */
export function stuckPage(authority: Authority, stuck: readonly Stuck[], now: Date, first: Block[]): Reply {
  const rows = stuck.map(({ id, reference, destination, attempts, problem, since, state }): Block => {
    const facts: [string, string][] = [
      ['To', whom(authority, destination as To)],
      ['Why', problemInWords(problem ?? 'late')],
      ['Since', whenInWords(authority, since, now)],
      ['Tries', String(attempts)],
      ['State', state === 'failed' ? 'It will not arrive as it is' : 'It is still being tried'],
    ]
    const actions = [
      { label: 'Try again', act: { do: 'mend', delivery: id, how: 'again' } },
      { label: 'Set aside', act: { do: 'mend', delivery: id, how: 'set-aside' } },
    ] as const
    return { is: 'facts', heading: reference || 'About Signpost', facts, actions: [...actions] }
  })
  const none: Block = { is: 'notice', tone: 'good', text: 'No notice is stuck.' }
  return {
    title: `Notices that are stuck: ${stuck.length}`,
    blocks: [...first, ...(rows.length > 0 ? rows : [none])],
    for: 'asker',
  }
}

function whom(authority: Authority, to: To): string {
  const [kind, id] = partsOf(to)
  if (kind === 'reporter') return 'the person who reported it'
  const known = { room: authority.rooms, agency: authority.agencies, person: authority.people }
  return known[kind][id]?.name ?? id
}
