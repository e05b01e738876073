import { z } from 'zod'
import { at, type Mistake } from '../authorities/places.ts'
import { keys } from '../authorities/sentences.ts'
import { readSettings } from '../authorities/settings.ts'
import { ownOrShipped } from '../authorities/shipped.ts'

/** A council matter that belongs to somebody else: how staff ask about it, and who usually knows. */
export const Elsewhere = keys({
  topic: z.string().min(1),
  /** Read after the word "ask": a team or a post, never a person. */
  ask: z.string().min(1),
  lines: z
    .array(z.string('a line with a colon in it, or one that begins with a bracket, goes into double quotes.').min(1))
    .min(1),
})
export type Elsewhere = z.infer<typeof Elsewhere>

/** `policies/elsewhere.yaml`, or the one that ships where the folder leaves it out. All mistakes at once, a sentence each. */
export function readElsewhere(policies: string): { elsewhere: Elsewhere[]; mistakes: string[] } {
  const { settings = [], mistakes } = readSettings(elsewhereFile(policies), z.array(Elsewhere), repeated)
  return { elsewhere: settings, mistakes }
}

/** For whoever watches the file for changes. */
export function elsewhereFile(policies: string): string {
  return ownOrShipped(policies, 'elsewhere.yaml')
}

/** A line under two topics would name two teams, and which one an accident. */
function repeated(written: unknown): Mistake[] {
  return [...twice(written, ['*', 'topic']), ...twice(written, ['*', 'lines', '*'])]
}

function twice(written: unknown, place: string[]): Mistake[] {
  const seen = new Set<string>()
  return at(written, place).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || value === '') return []
    const words = value.trim().toLowerCase()
    if (seen.has(words)) return [{ path, message: 'this stands further up already. Take one of the two out.' }]
    seen.add(words)
    return []
  })
}
