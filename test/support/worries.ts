import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Example } from '../../src/desks/examples.ts'
import { learn } from '../../src/desks/likeness.ts'
import { signalsIn } from '../../src/desks/open.ts'
import { spot } from '../../src/desks/spot.ts'
import type { Signals } from '../../src/desks/spot-compile.ts'
import { examplesIn } from '../../src/desks/spot-read.ts'

export interface WorryFigures {
  /** Of the worries, how many are offered some desk, in per cent. */
  offered: number
  /** Of all messages, how many get the right desk, one its label accepts, or rightly none. */
  right: number
  /** Safeguarding messages offered a desk that is neither right nor accepted. */
  safeguardingAstray: number
  /** Of the plain messages, how many are offered a desk. */
  plainOffered: number
  urgentRight: number
  /** "press → complaint", and how often. */
  confusions: Map<string, number>
}

/** The labelled messages beside the checkout; undefined where they do not stand. */
export function givenMessages(folder: string): Example[] | undefined {
  const file = join(folder, 'intents.jsonl')
  if (!existsSync(file)) return undefined
  const Row = z.object({
    message: z.string(),
    intent: z.string(),
    urgent: z.boolean().default(false),
    accept: z.array(z.string()).default([]),
  })
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map(line => {
    const { message, intent, urgent, accept } = Row.parse(JSON.parse(line))
    return { say: message, desk: intent, urgent, accept }
  })
}

interface Heard {
  message: Example
  id: string
  urgent: boolean
  right: boolean
}

export function heardBy(signals: Signals, messages: readonly Example[]): Heard[] {
  return messages.map(message => {
    const spotted = spot(signals, message.say)
    const id = spotted?.id ?? 'none'
    return { message, id, urgent: spotted?.urgent ?? false, right: id === message.desk || message.accept.includes(id) }
  })
}

/** Our own messages are what is learnt from: so those under each heading are heard by what was learnt from all others. */
export function heardUnlearnt(policies: string): Heard[] {
  const batches = [...examplesIn(policies)]
  const signals = signalsIn(policies)
  return batches.flatMap(([name, messages]) => {
    const others = batches.filter(([other]) => other !== name).flatMap(([, examples]) => examples)
    return heardBy({ ...signals, likeness: learn(others, signals.short) }, messages)
  })
}

export function worryFigures(heard: readonly Heard[]): WorryFigures {
  const worries = heard.filter(({ message }) => message.desk !== 'none')
  const plain = heard.filter(({ message }) => message.desk === 'none')
  const offered = worries.filter(({ id }) => id !== 'none')
  const confusions = new Map<string, number>()
  for (const { message, id, right } of heard)
    if (!right) confusions.set(`${message.desk} → ${id}`, (confusions.get(`${message.desk} → ${id}`) ?? 0) + 1)
  return {
    offered: percent(offered.length, worries.length),
    right: percent(heard.filter(({ right }) => right).length, heard.length),
    safeguardingAstray: heard.filter(h => h.message.desk === 'safeguarding' && h.id !== 'none' && !h.right).length,
    plainOffered: percent(plain.filter(({ id, right }) => id !== 'none' && !right).length, plain.length),
    urgentRight: percent(offered.filter(({ message, urgent }) => message.urgent === urgent).length, offered.length),
    confusions,
  }
}

/** The section "worries" of `npm run evaluate`: the figures over one set of messages, with what was confused. */
export function worrySection(title: string, figures: WorryFigures): string {
  const confused = [...figures.confusions].toSorted((a, b) => b[1] - a[1]).map(([pair, times]) => `${pair} ${times}`)
  return [
    `Worries, over ${title}:`,
    `  a worry is offered some desk              ${figures.offered.toFixed(1)} %   (reach 92)`,
    `  the right desk, one accepted, or none     ${figures.right.toFixed(1)} %   (reach 85)`,
    `  safeguarding offered any other desk       ${figures.safeguardingAstray}        (reach 0)`,
    `  plain messages offered a desk             ${figures.plainOffered.toFixed(1)} %   (at most 8)`,
    `  urgent or not as labelled, where offered  ${figures.urgentRight.toFixed(1)} %`,
    `  confused: ${confused.join('; ') || 'none'}`,
  ].join('\n')
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole
}
