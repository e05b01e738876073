import { signalsIn } from '../../src/desks/open.ts'
import { givenMessages, heardBy, heardUnlearnt, worryFigures, worrySection } from '../support/worries.ts'

/** The worries noticed in the labelled messages beside the questions, where they stand, and in our examples. */
export function worryLines(policies: string, folder: string): string[] {
  const signals = signalsIn(policies)
  const given = givenMessages(folder)
  const ours = heardUnlearnt(policies)
  return [
    ...(given
      ? [worrySection(`${given.length} messages from ${folder}`, worryFigures(heardBy(signals, given))), '']
      : []),
    worrySection(`${ours.length} examples, each batch unlearnt (policies/examples.txt)`, worryFigures(ours)),
  ]
}
