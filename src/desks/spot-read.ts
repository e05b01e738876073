import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readSettings } from '../authorities/settings.ts'
import { ownOrShipped } from '../authorities/shipped.ts'
import { Fixable } from '../errors.ts'
import { Concepts } from '../words/lexicon.ts'
import type { Desk } from './desk.ts'
import { type Example, readExamples } from './examples.ts'
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
