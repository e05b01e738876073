import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

/** What a file of settings holds, or everything that is wrong with it: a sentence each, with file and line. */
export type Read<T> = { settings: T; mistakes: [] } | { settings?: never; mistakes: string[] }

/**
 * A file of settings that people write by hand, through one schema. Every value is taken as the words that stand there
 * (YAML's "failsafe" schema), because a clause called 3.10 must not become the number 3.1, nor `no` the word "false".
 */
export function readSettings<T>(
  file: string,
  schema: z.ZodType<T>,
  look: (written: unknown) => Mistake[] = () => [],
): Read<T> {
  const bytes = readFileSync(file)
  if (!isUtf8(bytes)) return { mistakes: [`${file}: this file is not in UTF-8. Save it again as UTF-8.`] }
  const counter = new LineCounter()
  const document = parseDocument(bytes.toString('utf8'), {
    lineCounter: counter,
    schema: 'failsafe',
    logLevel: 'silent',
  })
  if (document.errors.length > 0) {
    return {
      mistakes: document.errors.map(e => `${file}, line ${e.linePos?.[0].line ?? 1}: ${yamlMistake(e.message)}`),
    }
  }
  const written: unknown = document.toJS() || {}
  const read = schema.safeParse(written, { error: plainly, reportInput: true })
  const found = [...(read.error?.issues.flatMap(split) ?? []), ...look(written)]
  if (read.success && found.length === 0) return { settings: read.data, mistakes: [] }
  const mistakes = found.map(({ path, message }) => {
    const line = lineOf(document, counter, path)
    const where = path.map(step => (typeof step === 'number' ? step + 1 : String(step))).join(' › ')
    return { line, says: `${file}, line ${line}: ${where ? `${where}: ` : ''}${message}` }
  })
  return { mistakes: mistakes.sort((a, b) => a.line - b.line).map(mistake => mistake.says) }
}

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
  if (typeof written !== 'object' || written === null) return []
  return Object.entries(written)
    .filter(([key]) => step === '*' || key === step)
    .flatMap(([key, value]) => at(value, rest, [...path, Array.isArray(written) ? Number(key) : key]))
}

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
  const cut = key.includes(' ') && Object.entries(input ?? {}).some(([name, value]) => name === key && value === '')
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
  return `"${found}" is not a ${what} that is known here. ${hint}`
}

/** One mistake for each key that is not known, on the line where it stands. */
function split(issue: z.core.$ZodIssue): Mistake[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  const says = issue.message.split('\n')
  return issue.keys.map((key, n) => ({ path: [...issue.path, key], message: says[n] ?? issue.message }))
}

/** What zod found, for somebody who has never heard of it. A message that a schema of ours gives is kept as it is. */
function plainly(issue: z.core.$ZodRawIssue): string | undefined {
  const found = typeof issue.input === 'string' && issue.input !== '' ? ` It says "${issue.input}".` : ''
  if (issue.input === undefined) return 'this is missing. Add it.'
  if (issue.input === '') return 'this is empty. Write something after the colon, or take the line out.'
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string') return 'write one value here, not a list and not a group of keys.'
      if (issue.expected === 'array')
        return `write a list here: [one, two], or a line each beginning with "- ".${found}`
      return `write a group here: a line for each key, set in by two spaces.${found}`
    case 'invalid_value':
      return `write one of: ${issue.values.join(', ')}.${found}`
    case 'too_small':
      return `at least ${issue.minimum} must stand here.`
    case 'too_big':
      return `this is too long: at most ${issue.maximum} characters.${found}`
    case 'invalid_key':
      return issue.issues[0]?.message
    default:
      return undefined
  }
}

function yamlMistake(message: string): string {
  const first = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message
  return `the file cannot be read from here on (${first}). Look for a missing colon or quotation mark, or lines set in unevenly.`
}

function lineOf(document: Document, counter: LineCounter, path: PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === String(step))
      if (!pair) break
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      if (!(isScalar(node) || isMap(node) || isSeq(node))) break
      offset = node.range?.[0] ?? offset
    } else break
  }
  return Math.max(1, counter.linePos(offset).line)
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
