import type { DrillRoute } from './plan.ts'

/** Which reports of a desk take a route, in a few words: `out of hours`, `Threat, Obscene; before an election`. */
export function kindsOf({ desk, cells }: DrillRoute, isOnly: boolean): string {
  const all = Object.keys(desk['sub-types'])
  const subtypes = [...new Set(cells.map(({ subtype }) => subtype))]
  const only = <T>(values: T[], wanted: T) => values.every(value => value === wanted)
  const words = [
    subtypes.length < all.length ? subtypes.map(id => desk['sub-types'][id]?.name ?? id).join(', ') : '',
    only(
      cells.map(({ urgent }) => urgent),
      true,
    )
      ? 'urgent'
      : '',
    only(
      cells.map(({ time }) => time),
      'in hours',
    )
      ? 'in hours'
      : '',
    only(
      cells.map(({ time }) => time),
      'out of hours',
    )
      ? 'out of hours'
      : '',
    only(
      cells.map(({ preElection }) => preElection),
      true,
    )
      ? 'before an election'
      : '',
  ]
  return words.filter(Boolean).join('; ') || (isOnly ? 'all reports' : 'all other reports')
}
