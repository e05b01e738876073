import type { Authority } from '../authorities/authority.ts'
import { localTime } from '../authorities/hours.ts'
import { sql } from '../db/sql.ts'
import { notLeftOut, rolesOf, type Somebody } from './access.ts'
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
  /** Of the desks that whoever asks sits at, as they are. */
  own: DeskNumbers[]
  /** Of the others: how many reports came to each desk in each month. The last row and column are totals. */
  others: { desks: string[]; months: string[]; received: Shown[][] }
}

/**
 * Numbers for those who hold a post in the council. Nobody counts a case from which they are left out, not even in a total; and
 * beyond one's own desk small counts are hidden, since in a small council they could tell who it was.
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
  const rows = await parts.db.rows<Row>(sql`
    select desk, opened, first_promised, first_acknowledged, state from cases
    where authority = ${authority.id} and drill = 0 and practice = ${parts.mode === 'practice' ? 1 : 0}
      and opened >= ${from.getTime()} and opened < ${to.getTime()} and ${notLeftOut(personMark(parts.keys, by.who))}`)
  await logged(parts, by, { act: 'counted', what: 'cases' })
  const own = desksOf(parts, authority, by.who)
  const monthed = rows.map(row => ({ ...row, month: localTime(authority, new Date(row.opened)).day.slice(0, 7) }))
  return {
    outcome: 'counted',
    own: ownNumbers(
      monthed.filter(({ desk }) => own.includes(desk)),
      by.now,
    ),
    others: otherNumbers(monthed.filter(({ desk }) => !own.includes(desk))),
  }
}

interface Row {
  desk: string
  opened: number
  first_promised: number
  first_acknowledged: number | null
  state: string
}
type Monthed = Row & { month: string }

/** The desks of which some report goes to a post that somebody holds. */
function desksOf(parts: Parts, authority: Authority, who: Somebody): string[] {
  const held = rolesOf(authority, who)
  return parts
    .desksOf(authority)
    .filter(desk => desk['who receives'].some(({ tell }) => tell.some(({ role }) => role && held.includes(role))))
    .map(({ id }) => id)
}

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

function otherNumbers(rows: readonly Monthed[]): Numbers['others'] {
  const desks = [...new Set(rows.map(({ desk }) => desk))].sort()
  const months = [...new Set(rows.map(({ month }) => month))].sort()
  const counts = desks.map(desk =>
    months.map(month => rows.filter(row => row.desk === desk && row.month === month).length),
  )
  return { desks, months, received: withoutSmallCounts(counts) }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
