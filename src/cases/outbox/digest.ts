import type { Composed } from './composed.ts'
import type { Brief } from './notice.ts'

/**
 * Several notices that waited for the office to open, to one person, as one; nothing where there is only one. A case stands in it
 * once, with all the clocks that any of them was about.
 */
export function digestOf(composed: readonly Composed[]): Composed | undefined {
  const [first] = composed
  if (!first || composed.length < 2) return undefined
  const { seal: _, ...rest } = first
  const once = new Map<string, Brief>()
  for (const brief of composed.flatMap(({ notice }) => notice.cases)) {
    const clocks = [...(once.get(brief.reference)?.clocks ?? []), ...(brief.clocks ?? [])]
    once.set(brief.reference, { ...brief, ...(clocks.length > 0 ? { clocks } : {}) })
  }
  return { ...rest, notice: { ...first.notice, cases: [...once.values()] } }
}
