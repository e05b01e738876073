import type { Authority } from '../authorities/authority.ts'
import type { Line } from '../cases/history.ts'

/** What a line of a case names: a person, an agency, a desk or an outcome by its id. */
export function detailInWords(
  authority: Authority,
  { move, detail }: Pick<Line, 'move' | 'detail'>,
): string | undefined {
  if (detail === undefined) return undefined
  if (move === 'assign') return `to ${authority.people[detail]?.name ?? detail}`
  if (move === 'passed-on') return authority.agencies[detail]?.name ?? detail
  return detail
}
