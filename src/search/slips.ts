import type { Lexicon } from '../words/lexicon.ts'
import { isStopWord, type Token, tokens } from '../words/tokens.ts'
import { oneSlipAway } from '../words/typos.ts'
import type { Reader } from './reader.ts'
import { weights } from './weights.ts'

/**
 * What somebody meant who typed a word that the index does not have: the commonest words one slip away, at most three.
 * A word that the lexicon has is no slip, and one that it has may be what was meant. A slip of `because` says as little
 * as `because`: taken for a rare word it would outweigh the rest of the question.
 */
export function meantBy(index: Reader, lexicon: Lexicon, typed: Token, asked: boolean): Token[] {
  const inLexicon = (word: string) => Object.hasOwn(lexicon.vocabulary, word)
  if (inLexicon(typed.word) || inLexicon(typed.stem)) return [typed]

  const common = (word: string) => howOften(index, word, asked) + (inLexicon(word) ? 0.5 : 0)
  const near = oneSlipAway(typed.word, word => common(word) > 0 || isStopWord(word)).flatMap(tokens)
  const idle = near.find(token => token.stop)
  if (idle) return typed.word.length > shortestIdle ? [idle] : [typed]

  const best = near.sort((a, b) => common(b.word) - common(a.word)).filter(isFirstOfItsStem)
  return best.length === 0 ? [typed] : best.slice(0, weights.slipsTried)
}

/** `hats` and `cold` are nobody's `has` and `could`. */
const shortestIdle = 4

function howOften({ words, writtenAt }: Reader, word: string, asked: boolean): number {
  const at = writtenAt.get(word)
  if (at === undefined) return 0
  return (words.inText[at] ?? 0) + (asked ? (words.inAsked[at] ?? 0) : 0)
}

function isFirstOfItsStem({ stem }: Token, at: number, all: Token[]): boolean {
  return all.findIndex(other => other.stem === stem) === at
}
