import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { spot } from '../../src/desks/spot.ts'
import type { Signals } from '../../src/desks/spot-compile.ts'

/** A message, the desk it belongs on or "none", and what else would be right. */
export const Labelled = z.strictObject({
  say: z.string(),
  desk: z.string(),
  urgent: z.boolean().default(false),
  accept: z.array(z.string()).default([]),
})
export type Labelled = z.infer<typeof Labelled>

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

/** `test/messages.yaml`: batches by name, in the order they were written. */
export function ourMessages(): Map<string, Labelled[]> {
  const text = readFileSync(join(import.meta.dirname, '..', 'messages.yaml'), 'utf8')
  return new Map(Object.entries(z.record(z.string(), z.array(Labelled)).parse(parse(text))))
}

/** The labelled messages beside the checkout; undefined where they do not stand. */
export function givenMessages(folder: string): Labelled[] | undefined {
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

export function worryFigures(signals: Signals, messages: readonly Labelled[]): WorryFigures {
  const heard = messages.map(message => {
    const spotted = spot(signals, message.say)
    const id = spotted?.id ?? 'none'
    return { message, id, urgent: spotted?.urgent ?? false, right: id === message.desk || message.accept.includes(id) }
  })
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
