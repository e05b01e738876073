import { z } from 'zod'
import { inputIds, noAnswer } from './fields.ts'

/** What somebody has filled in of one form so far. It is kept, sealed, for as long as they may come back to it. */
export const Typed = z.object({
  given: z.record(z.string(), z.unknown()),
  /** The questions that their card showed. */
  shown: z.array(z.string()),
  /** Of these, the ones whose answer was too long for the card. */
  kept: z.array(z.string()),
})
export type Typed = z.infer<typeof Typed>

export const nothingTyped: Typed = { given: {}, shown: [], kept: [] }

/**
 * The answers as they stand now: those in the card over those from before. A question that the card showed is answered as it stands there,
 * and not at all where that is empty; one that it does not show keeps its answer, since it may come back with the next choice.
 */
export function givenIn(inputs: Record<string, unknown>, { given: before, shown, kept }: Typed): Typed['given'] {
  const questions = new Set([...shown, ...Object.keys(inputs).map(id => id.split(':')[0] ?? id)])
  const given = { ...before }
  for (const id of questions) {
    const answer = answerIn(inputs, id)
    if (answer !== undefined) given[id] = answer
    else if (!kept.includes(id)) delete given[id]
  }
  return given
}

function answerIn(inputs: Record<string, unknown>, id: string): unknown {
  const text = (part = '') => {
    const value = inputs[`${id}${part}`]
    return typeof value === 'string' && value !== '' && value !== noAnswer ? value : undefined
  }
  const any = text(inputIds.any)
  if (any !== undefined) return any.split(',')
  const moment = [text(inputIds.day), text(inputIds.time)].filter(one => one !== undefined)
  if (moment.length > 0) return moment.join(' ')
  return text() ?? text(inputIds.or)
}
