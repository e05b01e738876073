import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { isGroup, type Mistake } from './places.ts'
import { plainly } from './sentences.ts'

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
    return { line, says: `${file}, line ${line}: ${where ? `${where}: ` : ''}${withValue(written, path, message)}` }
  })
  return { mistakes: mistakes.sort((a, b) => a.line - b.line).map(mistake => mistake.says) }
}

/** The value that we saw, unless the message begins with it. */
function withValue(written: unknown, path: PropertyKey[], message: string): string {
  const value = path.reduce<unknown>((inside, step) => (isGroup(inside) ? inside[String(step)] : undefined), written)
  if (typeof value !== 'string' || message.startsWith('"')) return message
  if (value === '') return 'this is empty. Write something after the colon, or take the line out.'
  return `${message} It says "${value.length > 60 ? `${value.slice(0, 60)}…` : value}".`
}

/** One mistake for each key that is not known, on the line where it stands. */
function split(issue: z.core.$ZodIssue): Mistake[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  const says = issue.message.split('\n')
  return issue.keys.map((key, n) => ({ path: [...issue.path, key], message: says[n] ?? issue.message }))
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
