import type { Composed } from './composed.ts'

/** Several notices that waited for the office to open, to one person, as one; nothing where there is only one. */
export function digestOf(composed: readonly Composed[]): Composed | undefined {
  const [first] = composed
  if (!first || composed.length < 2) return undefined
  const { seal: _, ...rest } = first
  const cases = composed.flatMap(({ notice }) => notice.cases)
  const once = [...new Map(cases.map(brief => [brief.reference, brief])).values()]
  return { ...rest, notice: { ...first.notice, cases: once } }
}
