import type { Numbers } from '../../cases/numbers.ts'
import type { Block, Reply } from '../reply.ts'
import type { Counted } from '../talking.ts'

/** Numbers as tables that are also drawn. Small ones of cases that one may not see are hidden before they come here. */
export function numbersPage(
  numbers: Numbers,
  names: Record<string, string>,
  asked: Partial<Record<Counted, number>>,
): Reply {
  const { own, others } = numbers
  const nameOf = (desk: string) => names[desk] ?? desk
  const blocks: Block[] = [
    ...(own.length > 0 ? [ownTable(own, nameOf)] : []),
    ...(others.months.length > 0 ? [othersTable(others, nameOf)] : []),
    ...questions(asked),
  ]
  const nothing: Block = { is: 'text', text: 'Nothing has been reported in the last twelve months.' }
  return { title: 'Numbers of the last twelve months', blocks: blocks.length > 0 ? blocks : [nothing], for: 'asker' }
}

function ownTable(own: Numbers['own'], nameOf: (desk: string) => string): Block {
  return {
    ...{ is: 'table', chart: 'bars', caption: 'Cases that you may see, by month' },
    columns: ['Month', 'Desk', 'Received', 'Later than our target', 'Half taken up within (minutes)', 'Waiting now'],
    rows: own.map(({ month, desk, received, missed, medianMinutes, unansweredNow }) => [
      ...[monthInWords(month), nameOf(desk), received, missed, medianMinutes ?? '–', unansweredNow],
    ]),
  }
}

function othersTable({ desks, months, received }: Numbers['others'], nameOf: (desk: string) => string): Block {
  const labels = [...desks.map(nameOf), 'All']
  return {
    ...{
      is: 'table',
      caption:
        'Cases that you may not see: reports received, for months that are over. Numbers below 5 are hidden, and so are totals that would give them away.',
    },
    columns: ['Desk', ...months.map(monthInWords)],
    rows: labels.map((label, at) => [label, ...(received[at] ?? [])]),
  }
}

function monthInWords(month: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${month}-01T00:00:00Z`))
}

const words: Record<Counted, string> = {
  answered: 'Answered',
  nearest: 'Only the nearest clauses',
  'not-covered': 'Not covered by a policy',
  which: 'Asked back',
  helpful: 'Said to be helpful',
  'not-helpful': 'Said not to be helpful',
}

function questions(asked: Partial<Record<Counted, number>>): Block[] {
  const rows = Object.entries(words).flatMap(([what, name]) => {
    const count = asked[what as Counted] ?? 0
    return count > 0 ? [[name, count]] : []
  })
  if (rows.length === 0) return []
  return [{ is: 'table', caption: 'Questions asked', columns: ['What came of it', 'How often'], rows, chart: 'bars' }]
}
