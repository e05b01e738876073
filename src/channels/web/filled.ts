import type { FileAnswer } from '../../desks/answers.ts'

/** What a browser sends of a form: names and values, in the order of the page. */
export type Fields = readonly (readonly [name: string, value: string])[]

/**
 * The answers in it, by the id of their question. The first word of a name says what is to be made of its value (`field.ts` writes
 * them); what it all means, and whether it may be, is for the heart to say.
 */
export function givenIn(fields: Fields, keptFile: (id: string) => FileAnswer | undefined): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  const several = new Map<string, unknown[]>()
  const days = new Map<string, { day?: string; time?: string }>()
  for (const [name, value] of fields) {
    const [, kind, id] = /^(one|many|or|day|time|kept)\.([a-z][a-z0-9-]{0,63})$/.exec(name) ?? []
    if (!kind || !id) continue
    if (kind === 'one') given[id] ??= lines(value)
    else if (kind === 'or') given[id] = value
    else if (kind === 'day' || kind === 'time') days.set(id, { ...days.get(id), [kind]: value })
    else {
      const one = kind === 'kept' ? keptFile(value) : value
      if (one !== undefined) several.set(id, [...(several.get(id) ?? []), one])
    }
  }
  for (const [id, { day = '', time = '' }] of days) if (day !== '' || time !== '') given[id] = `${day} ${time}`.trim()
  return { ...given, ...Object.fromEntries(several) }
}

export function fieldNamed(fields: Fields, wanted: string): string | undefined {
  return fields.find(([name]) => name === wanted)?.[1]
}

/** A browser ends the lines of what is typed as the web has always done; people type one sign. */
function lines(value: string): string {
  return value.replaceAll('\r\n', '\n')
}
