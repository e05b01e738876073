import type { CompiledDesk } from './spot-compile.ts'
import { type Found, placesOf } from './spot-pattern.ts'
import type { Word } from './spot-reading.ts'

/** What a form can start with: exact pieces of the message, by the id of the question each answers. */
export function prefillFrom(message: string, desk: CompiledDesk, words: readonly Word[], found: Found) {
  const filled: Record<string, string> = {}
  for (const { question, with: filler, group } of desk.fills) {
    const piece = group
      ? placesOf(group, found, () => true).map(place => pieceOf(message, words, place.from, place.to))[0]
      : readable.get(filler)?.exec(message)?.[0]
    if (piece) filled[question] = piece
  }
  return filled
}

function pieceOf(message: string, words: readonly Word[], from: number, to: number): string {
  return message.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0)
}

/** What follows a link in a sentence is not part of it. */
const link = /(?:https?:\/\/|\bwww\.)[^\s<>"')\]]*[^\s<>"')\].,;:!?]/i
const telephone = /(?<![\d£])(?:\+44|0)[\d ]{8,13}\d(?!\d)/
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/
const handle = /(?<![\w.])@\w{2,}/
const time =
  /\b(?:by|before|at|for|of|deadline is|deadline) (?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|o'?clock)?|noon|midday|midnight|lunch(?:time)?|tonight|tomorrow(?: morning| afternoon| night)?|close of play|end of (?:the )?day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i

/** What can be read from any message without knowing its words. */
export const readable = new Map([
  ['the whole message', /[\s\S]+/],
  ['a link', link],
  ['a telephone number', telephone],
  ['contact details', new RegExp(`${telephone.source}|${email.source}`)],
  ['a handle', handle],
  ['a time', time],
])
