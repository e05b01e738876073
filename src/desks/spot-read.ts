import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readSettings } from '../authorities/settings.ts'
import { ownOrShipped } from '../authorities/shipped.ts'
import { Fixable } from '../errors.ts'
import { Concepts } from '../words/lexicon.ts'
import type { Desk } from './desk.ts'
import { type Example, readExamples } from './examples.ts'
import { plain } from './likeness.ts'
import { compileSignals, type Signals } from './spot-compile.ts'
import { SharedSignals } from './spot-signals.ts'

/** What notices a worry for these desks. A desk without signals is never offered. A Fixable with all that is wrong. */
export function readSignals(
  policies: string,
  desks: readonly Desk[],
  examples: readonly Example[] = [...examplesIn(policies).values()].flat(),
): Signals {
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
    examples,
  )
}

/** By the heading they stand under. */
export function examplesIn(policies: string): Map<string, Example[]> {
  const file = ownOrShipped(policies, 'examples.txt')
  return readExamples(readFileSync(file, 'utf8'), file)
}

/** Reading all of the lexicon takes longer than everything else here; the signals name a few of its ideas. */
function ideasNamedIn(groups: string, lexicon: string): Concepts {
  const entries = lexicon.split(/^(?=- concept:)/m).filter(entry => {
    const name = /^- concept: *(.*?) *$/m.exec(entry)?.[1]
    return name !== undefined && groups.includes(`<${name}>`)
  })
  return Concepts.parse(parse(entries.join('')) ?? [])
}

/** Of a council's own examples, those for a desk that it does not have: most often a slip of the pen. */
export function strayExamples(policies: string, desks: readonly Desk[]): string[] {
  const known = desks.map(({ id }) => id)
  const named = new Set([...examplesIn(policies).values()].flat().map(({ desk }) => desk))
  const stray = [...named].filter(desk => desk !== plain && !known.includes(desk))
  return existsSync(join(policies, 'examples.txt'))
    ? stray.map(
        desk =>
          `${join(policies, 'examples.txt')} has messages for the desk “${desk}”, and there is none. The desks are: ${known.join(', ')}; and "${plain}".`,
      )
    : []
}
