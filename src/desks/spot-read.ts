import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { readSettings } from '../authorities/settings.ts'
import { ownOrShipped } from '../authorities/shipped.ts'
import { Fixable } from '../errors.ts'
import { Concepts } from '../words/lexicon.ts'
import type { Desk } from './desk.ts'
import { type Example, type Examples, readExamples } from './examples.ts'
import { plain } from './likeness.ts'
import { compileSignals, type Signals } from './spot-compile.ts'
import { SharedSignals } from './spot-signals.ts'

/** What notices a worry for these desks. A desk without signals is never offered. A Fixable with all that is wrong. */
export function readSignals(policies: string, desks: readonly Desk[]): Signals {
  const { settings, mistakes } = readSettings(ownOrShipped(policies, 'signals.yaml'), SharedSignals)
  if (!settings) throw new Fixable(mistakes.join('\n'))
  const lexicon = ideasNamedIn(
    JSON.stringify(settings.groups),
    readFileSync(ownOrShipped(policies, 'lexicon.yaml'), 'utf8'),
  )
  return compileSignals(
    settings,
    new Map(desks.flatMap(({ id, signals }) => (signals ? [[id, signals]] : []))),
    lexicon,
    [...examplesIn(policies).values()]
      .flat()
      .filter(({ desk }) => desk === plain || desks.some(({ id }) => id === desk)),
  )
}

/**
 * Those that ship, and beside them a council's own: a few lines alone would teach that everything is a report. By the heading they
 * stand under.
 */
export function examplesIn(policies: string): Map<string, Example[]> {
  const batches = new Map<string, Example[]>()
  for (const file of new Set([shipped, ownFile(policies)]))
    for (const [heading, examples] of examplesOf(file)?.batches ?? [])
      batches.set(heading, [...(batches.get(heading) ?? []), ...examples])
  return batches
}

/** What is wrong with the examples in this folder: lines that cannot be read, and desks that there are not. */
export function mistakesInExamples(policies: string, desks: readonly Desk[]): string[] {
  const file = ownFile(policies)
  const { batches, mistakes } = examplesOf(file) ?? { batches: new Map<string, Example[]>(), mistakes: [] }
  const known = [...desks.map(({ id }) => id), plain]
  const named = [...batches.values()].flat().flatMap(({ desk, accept }) => [desk, ...accept])
  const stray = [...new Set(named)].filter(desk => !known.includes(desk))
  return [
    ...mistakes,
    ...stray.map(desk => `${file} names the desk “${desk}”, and there is none. There are: ${known.join(', ')}.`),
  ]
}

const shipped = resolve(import.meta.dirname, '../../policies/examples.txt')

function ownFile(policies: string): string {
  return resolve(policies, 'examples.txt')
}

function examplesOf(file: string): Examples | undefined {
  return existsSync(file) ? readExamples(readFileSync(file, 'utf8'), file) : undefined
}

/** Reading all of the lexicon takes longer than everything else here; the signals name a few of its ideas. */
function ideasNamedIn(groups: string, lexicon: string): Concepts {
  const entries = lexicon.split(/^(?=- concept:)/m).filter(entry => {
    const name = /^- concept: *(.*?) *$/m.exec(entry)?.[1]
    return name !== undefined && groups.includes(`<${name}>`)
  })
  return Concepts.parse(parse(entries.join('')) ?? [])
}
