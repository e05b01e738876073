import type { Authority } from '../../authorities/authority.ts'
import type { DrillReport, DrillTold } from '../../cases/drill/report.ts'
import type { Block, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { problemInWords } from './states.ts'

/** What came of a drill: for each desk and route, who was reached, who answered, and who did not. */
export function drillPage({ began, routes, allAnswered }: DrillReport, authority: Authority, now: Date): Reply {
  const when = (at: Date) => whenInWords(authority, at, now)
  const blocks = routes.map(
    ({ desk, kinds, told }): Block => ({
      ...{ is: 'facts', heading: `${desk}: ${kinds}` },
      facts:
        told.length > 0 ? told.map(one => [one.name, inWords(one, when)]) : [['Nobody', 'is told of these reports']],
    }),
  )
  const result: Block = allAnswered
    ? { is: 'notice', tone: 'good', text: 'Everybody was reached, and has answered.' }
    : { is: 'notice', tone: 'warning', text: 'Not everybody has answered.' }
  return { title: `Drill of ${authority.name}, ${when(began)}`, blocks: [...blocks, result], for: 'asker' }
}

function inWords({ reached, deadWay, problem = '', answered }: DrillTold, when: (at: Date) => string): string {
  const way = deadWay ? ', on another way than the first, which is dead' : ''
  const arrival = reached ? `reached ${when(reached)}${way}` : `not reached: ${whyNot(problem)}`
  return `${arrival}; ${answered ? `answered ${when(answered)}` : 'has not answered'}`
}

function whyNot(problem: string): string {
  const own = { waits: 'it is still on its way', 'not-asked': 'that drill did not ask them' }[problem]
  const words = own ?? problemInWords(problem).replace(/\.$/, '')
  return words.charAt(0).toLowerCase() + words.slice(1)
}
