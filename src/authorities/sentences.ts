import { z } from 'zod'

/** An object with these keys and no others; a key that is none of them is answered with the nearest, or with all. */
export function keys<S extends z.core.$ZodShape>(shape: S) {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => unknownWord('key', key, known) + commaHint(key, issue.input)).join('\n')
        : undefined,
  })
}

/** Inside { … } a comma ends a value, so the rest of a sentence becomes a key with nothing in it. */
function commaHint(key: string, input: unknown): string {
  const cut =
    key.includes(' ') && Object.entries(input ?? {}).some(([name, value]) => name === key && (value ?? '') === '')
  return cut ? ' If this is the rest of a sentence with a comma in it, put the whole sentence in quotation marks.' : ''
}

/** `"hoours" is not a key here. Did you mean "hours"?` */
export function unknownWord(what: string, found: string, known: string[]): string {
  const near = known
    .map(word => ({ word, steps: distance(found.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps)[0]
  const hint =
    near && near.steps <= Math.max(2, near.word.length / 3)
      ? `Did you mean "${near.word}"?`
      : known.length > 0
        ? `What can stand here: ${known.join(', ')}.`
        : `There is no ${what} yet.`
  return `"${found}" is not ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} that is known here. ${hint}`
}

/** What zod found, for somebody who has never heard of it. A message that a schema of ours gives is kept as it is. */
export function plainly(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'this is missing. Add it.'
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string') return 'write one value here, not a list and not a group of keys.'
      if (issue.expected === 'array') return `write a list here: [one, two], or a line each beginning with "- ".`
      return `write a group here: a line for each key, set in by two spaces.`
    case 'invalid_value':
      return `write one of: ${issue.values.join(', ')}.`
    case 'too_small':
      return `at least ${issue.minimum} must stand here.`
    case 'too_big':
      return `this is too long: at most ${issue.maximum} characters.`
    case 'invalid_key':
      return issue.issues[0]?.message
    default:
      return undefined
  }
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap)
    }
    row = next
  }
  return row[b.length] ?? 0
}
