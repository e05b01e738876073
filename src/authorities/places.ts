import { unknownWord } from './sentences.ts'

/** What is wrong at one place of a file. */
export interface Mistake {
  path: PropertyKey[]
  message: string
}

/** Each value at a place such as `roles.*.people.*` that is none of the known names. */
export function mustName(written: unknown, place: string, what: string, known: string[]): Mistake[] {
  return at(written, place.split('.'))
    .filter(({ value }) => typeof value === 'string' && value !== '' && !known.includes(value))
    .map(({ path, value }) => ({ path, message: unknownWord(what, String(value), known) }))
}

/** All that stands at a place of what was written, where `*` is any key or number. */
export function at(
  written: unknown,
  place: string[],
  path: PropertyKey[] = [],
): { path: PropertyKey[]; value: unknown }[] {
  const [step, ...rest] = place
  if (step === undefined) return [{ path, value: written }]
  if (!isGroup(written)) return []
  return Object.entries(written)
    .filter(([key]) => step === '*' || key === step)
    .flatMap(([key, value]) => at(value, rest, [...path, Array.isArray(written) ? Number(key) : key]))
}

export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
