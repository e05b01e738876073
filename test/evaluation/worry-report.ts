import { signalsIn } from '../../src/desks/open.ts'
import { givenMessages, ourMessages, worryFigures, worrySection } from '../support/worries.ts'

/** The worries noticed in the labelled messages beside the questions, where they stand, and in our own. */
export function worryLines(policies: string, folder: string): string[] {
  const signals = signalsIn(policies)
  const given = givenMessages(folder)
  const ours = [...ourMessages().values()].flat()
  return [
    ...(given ? [worrySection(`${given.length} messages from ${folder}`, worryFigures(signals, given)), ''] : []),
    worrySection(`${ours.length} messages of our own (test/messages.yaml)`, worryFigures(signals, ours)),
  ]
}
