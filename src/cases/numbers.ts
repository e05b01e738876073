import type { Authority } from '../authorities/authority.ts'
import { localTime } from '../authorities/hours.ts'
import { sql } from '../db/sql.ts'
import { notLeftOut, rolesOf, seenByDesk } from './access.ts'
import { personMark } from './identity.ts'
import { logged } from './logged.ts'
import { authorityOf, type By, type NotFound, notFound, type Parts } from './parts.ts'
import { type Shown, withoutSmallCounts } from './small-counts.ts'

/** One desk in one month. */
export interface DeskNumbers {
  desk: string
  month: string
  received: number
  /** How many of these waited longer than we had promised, whether or not somebody has taken them up since. */
  missed: number
  /** Half of those taken up were taken up sooner than this. */
  medianMinutes?: number
  unansweredNow: number
}

export interface Numbers {
  outcome: 'counted'
  /** Of the cases that whoever asks may see, by desk and month, as they are. */
  own: DeskNumbers[]
  /** Of all others: how many came to each desk in each month that is over. The last row is the total of each month. */
  others: { desks: string[]; months: string[]; received: Shown[][] }
}

/**
 * Numbers for those who hold a post in the council. Nobody counts a case from which they are left out, not even in a total. Of
 * cases that they may not see small counts are hidden, since in a small council they could tell who it was. A month is then
 * counted as a whole and once it is over, with totals of its own alone: whoever asks again for other days, or every
 * morning, could otherwise find out the small counts from what has changed.
 */
export async function numbers(
  parts: Parts,
  by: By,
  { from, to }: { from: Date; to: Date },
): Promise<Numbers | NotFound> {
  const authority = authorityOf(parts, by.who.authority)
  if (rolesOf(authority, by.who).length === 0) {
    await logged(parts, by, { act: 'refused', what: 'numbers' })
    return notFound
  }
  const mark = personMark(parts.keys, by.who)
  const rows = await parts.db.rows<Row>(sql`
    select desk, opened, first_promised, first_acknowledged, state,
      case when ${seenByDesk(authority, by.who, mark)} then 1 else 0 end as seen
    from cases
    where authority = ${authority.id} and drill = 0 and practice = ${parts.mode === 'practice' ? 1 : 0}
      and ${notLeftOut(mark)}`)
  await logged(parts, by, { act: 'counted', what: 'cases' })
  const monthed = rows.map(row => ({ ...row, month: monthOf(authority, new Date(row.opened)) }))
  const own = monthed.filter(({ seen, opened }) => seen === 1 && opened >= from.getTime() && opened < to.getTime())
  const desks = parts.desksOf(authority).map(({ id }) => id)
  const months = monthsOver(authority, monthed, { from, to, now: by.now })
  const others = monthed.filter(({ seen }) => seen === 0)
  return { outcome: 'counted', own: ownNumbers(own, by.now), others: otherNumbers(others, desks, months) }
}

interface Row {
  desk: string
  opened: number
  first_promised: number
  first_acknowledged: number | null
  state: string
  seen: number
}
type Monthed = Row & { month: string }

function ownNumbers(rows: readonly Monthed[], now: Date): DeskNumbers[] {
  const cells = groupBy(rows, ({ desk, month }) => `${month} ${desk}`)
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => numbersOf(cell, now))
}

function numbersOf(cell: Monthed[], now: Date): DeskNumbers {
  const [{ desk = '', month = '' } = {}] = cell
  const waits = cell.flatMap(({ opened, first_acknowledged: at }) => (at === null ? [] : [(at - opened) / 60_000]))
  const median = waits.sort((a, b) => a - b)[Math.floor((waits.length - 1) / 2)]
  return {
    ...{ desk, month, received: cell.length },
    missed: cell.filter(row => (row.first_acknowledged ?? now.getTime()) > row.first_promised).length,
    ...(median === undefined ? {} : { medianMinutes: Math.round(median) }),
    unansweredNow: cell.filter(({ state }) => ['received', 'reopened', 'transferred'].includes(state)).length,
  }
}

/** The months from the council's first case on that lie in a time at least in part, and are over. */
function monthsOver(
  authority: Authority,
  rows: readonly Monthed[],
  { from, to, now }: { from: Date; to: Date; now: Date },
): string[] {
  const first = rows.reduce((first, { month }) => (month < first ? month : first), monthOf(authority, now))
  const months: string[] = []
  const begin = [first, monthOf(authority, from)].sort()[1] ?? first
  const last = new Date(to.getTime() - 1)
  for (let month = begin; month < monthOf(authority, now) && month <= monthOf(authority, last); month = after(month))
    months.push(month)
  return months
}

function monthOf(authority: Authority, at: Date): string {
  return localTime(authority, at).day.slice(0, 7)
}

function after(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

/** Every desk of the council, whether or not anything came to it: which desks are listed must not tell that either. */
function otherNumbers(rows: readonly Monthed[], desks: string[], months: string[]): Numbers['others'] {
  const columns = months.map(month => {
    const counts = desks.map(desk => rows.filter(row => row.desk === desk && row.month === month).length)
    return withoutSmallCounts(counts)
  })
  const received = [...desks, 'total'].map((_, at) => columns.map(column => column[at] ?? 0))
  return { desks, months, received }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
