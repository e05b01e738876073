import type { Authority } from '../authorities/authority.ts'
import { type Cell, cellsOf } from './cells.ts'
import { standing, standingInWords } from './grounds.ts'
import type { DeskHere } from './receives.ts'

/** One line of the table of routes. */
export interface Row {
  desk: string
  reports: string
  when: string
  told: string
  who: string
  rests: string
}

/** The desks and routes of one council as a table, for a person who checks it against the policy. */
export function tableOf(authority: Authority, desks: DeskHere[]): string {
  const heading = {
    desk: 'desk',
    reports: 'reports',
    when: 'when',
    told: 'who is told',
    who: 'who that is',
    rests: 'rests on',
  }
  const rows = [heading, ...rowsOf(authority, desks)].map(row => {
    const cells = columns.map(([name, width]) => wrapped(row[name], width))
    const height = Math.max(...cells.map(lines => lines.length))
    const line = (n: number) =>
      columns
        .map(([, width], column) => (cells[column]?.[n] ?? '').padEnd(width))
        .join('  ')
        .trimEnd()
    return Array.from({ length: height }, (_, n) => line(n)).join('\n')
  })
  return [authority.name, '', ...rows].join('\n')
}

const columns = [
  ['desk', 19],
  ['reports', 20],
  ['when', 22],
  ['told', 32],
  ['who', 32],
  ['rests', 44],
] as const

function wrapped(words: string, width: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Sub-types that are told alike at every moment stand in one row; what repeats the row above is left empty. */
export function rowsOf(authority: Authority, desks: DeskHere[]): Row[] {
  return desks.flatMap(desk => {
    const { says, ...grounds } = desk['do not']
    const line = {
      desk: desk.id,
      reports: 'before that',
      when: '',
      told: says,
      who: '',
      rests: standingInWords(standing(authority, grounds)),
    }
    const cells = cellsOf(authority, [desk])
    const alike = grouped(Object.keys(desk['sub-types']), subtype =>
      JSON.stringify(cells.filter(cell => cell.subtype === subtype).map(cell => linesOf(authority, cell))),
    )
    return [line, ...alike.flatMap(subtypes => rowsAlike(authority, desk, subtypes, cells))]
  })
}

function rowsAlike(authority: Authority, desk: DeskHere, subtypes: string[], cells: Cell[]): Row[] {
  const all = subtypes.length === Object.keys(desk['sub-types']).length
  const one = cells.filter(({ subtype }) => subtype === subtypes[0])
  const moments = grouped(one, cell => JSON.stringify(linesOf(authority, cell)))
  return moments.flatMap((same, m) =>
    same.slice(0, 1).flatMap(cell =>
      linesOf(authority, cell).map((line, n) => ({
        desk: '',
        reports: m + n > 0 ? '' : all ? 'all' : subtypes.join(', '),
        when: n > 0 ? '' : momentsInWords(same, one),
        ...line,
      })),
    ),
  )
}

interface Line {
  told: string
  who: string
  rests: string
}

function linesOf(authority: Authority, { route }: Cell): Line[] {
  return [
    ...route.first.map(({ meant, role, because, people, rooms, ...grounds }) => ({
      told: meant === role ? nameOf(authority, meant) : `${nameOf(authority, role)} for ${nameOf(authority, meant)}`,
      who: [
        ...people.map(id => authority.people[id]?.name ?? id),
        ...rooms.map(id => `room: ${authority.rooms[id]?.name ?? id}`),
        ...(because ? [because] : []),
      ].join('; '),
      rests: standingInWords(grounds),
    })),
    ...route.agencies.map(({ agency, passedOnBy, ...grounds }) => ({
      told: `agency: ${authority.agencies[agency]?.name ?? agency}`,
      who: `passed on by the ${nameOf(authority, passedOnBy)}`,
      rests: standingInWords(grounds),
    })),
    ...route.otherWays.map(({ says, ...grounds }) => ({
      told: `or: ${says}`,
      who: '',
      rests: standingInWords(grounds),
    })),
  ]
}

/** `out of hours, pre-election`; what makes no difference is left out. */
function momentsInWords(same: Cell[], all: Cell[]): string {
  if (same.length === all.length) return 'always'
  const of = (cell: Cell) => [
    cell.time,
    cell.preElection ? 'pre-election' : 'no election near',
    cell.urgent ? 'urgent' : 'not urgent',
  ]
  const dimensions = [0, 1, 2].map(n => [...new Set(same.map(cell => of(cell)[n] ?? ''))])
  const block = dimensions.reduce((size, words) => size * words.length, 1) === same.length
  if (!block) return same.map(cell => of(cell).join(', ')).join('; or ')
  return dimensions.flatMap(words => (words.length === 1 ? words : [])).join(', ')
}

function nameOf(authority: Authority, role: string): string {
  return authority.roles[role]?.name ?? role
}

function grouped<T>(all: T[], by: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return [...groups.values()]
}
