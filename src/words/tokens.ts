import { stem } from './stem.ts'

export interface Token {
  /** Lower case, accents folded: what typos and the lexicon look at. */
  word: string
  stem: string
  /** Says nothing about the subject: `the`, `can`, `how`. Kept, because phrases run over it. */
  stop: boolean
  /** Shown as a name: `ask IT`, `in Teams`, `on x`, `by pm`. */
  name: boolean
}

/** Longer than any question a person types, and short enough that a pasted book costs milliseconds. */
export const longestQuestion = 4_000

/** A question as words; what stands after the first 4,000 characters is not read. */
export function questionTokens(question: string): Token[] {
  return tokens(question.slice(0, longestQuestion))
}

export function tokens(text: string): Token[] {
  const clean = cleaned(text)
  const shouting = !/\p{Ll}/u.test(clean)
  const found: Token[] = []
  for (const { 0: written, index } of clean.matchAll(pattern)) {
    const lower = written.toLowerCase()
    const word = /[-,']/.test(lower) ? lower.replace(/'(?:s|d|m|ll|re|ve)?$|[-,']/g, '') : lower
    if (word === '') continue
    const idle = stopWords.has(word)
    const name =
      (!shouting && written !== lower && isCapital(written, clean, index)) ||
      (!idle && namesFollow.has(found.at(-1)?.word ?? ''))
    found.push({ word, stem: stem(word), stop: idle || (word.length === 1 && !/\d/.test(word)), name })
  }
  return found
}

const namesFollow = new Set(['on', 'by', 'via'])

/** In capitals, or with one where no sentence starts. */
function isCapital(written: string, text: string, at: number): boolean {
  return !/\p{Ll}/u.test(written) || /[\p{L}\p{N},'"(]\s*$/u.test(text.slice(Math.max(0, at - 3), at))
}

/** A word that says nothing about a subject. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}

/** The stem of such a word: where words are known by their stems only. */
export function isStopStem(stem: string): boolean {
  return stopStems.has(stem)
}

/** A word of any conversation, by its stem: it says something, and less than its rarity suggests. */
export function isLight(stem: string): boolean {
  return lightStems.has(stem)
}

/** The stems of a text that say something, in order. */
export function contentStems(text: string): string[] {
  return tokens(text)
    .filter(token => !token.stop)
    .map(token => token.stem)
}

// Numbers keep their inner stops and commas (`5.1`, `1,500`); `e-mail` and `x-ray` are one word; `co-worker` is two,
// as half of the people write it.
const pattern = /\d+(?:[.,]\d+)+|\p{L}-\p{L}{2,}|[\p{L}\p{N}]+(?:'\p{L}+)*'?/gu

/** One way of writing: compatibility forms and accents folded, apostrophes straight, control characters gone. */
function cleaned(text: string): string {
  return text
    .replace(/[’‘ʼ`´]/g, "'")
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Cc}/gu, ' ')
}

const stopWords = new Set(
  `a an the this that these those such and or but nor if whether then than so as because while though although unless until
  of in on at by for from to into onto upon with within without about above below between through during after before
  against among per via over under up down out off again further
  i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
  itself they them their theirs themselves one ones someone somebody anyone anybody something anything
  am is are was were be been being do does did doing done have has had having will would shall should can could may
  might must cannot ought need
  im ive youre youve youll hes shes its were weve well theyre theyve theyll thats theres whats whos wheres hows
  dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt havent hasnt hadnt aint mustnt
  what which who whom whose when where why how
  not no yes only own same too very just also even ever still yet now here there all any both each few more most other
  some every either neither much many get got gets getting go goes going let lets please etc ie eg`
    .split(/\s+/)
    .filter(word => word !== ''),
)

const stopStems = new Set([...stopWords].map(stem))

/**
 * Words of any conversation. People say them when they ask, policies seldom do, so in an index they look rare and
 * telling. Some are the very thing asked for (`time`, `free`), so they are not passed over like stop words.
 */
const lightStems = new Set(
  `want like think know say said tell told talk see look find found use make made put take taken give given keep kept
  come came try ask start stop happen let mean meant feel felt seem believe suppose allow able call show set help deal
  fine ok okay good bad better best right wrong sure free new old big little whole long last first next
  thing stuff way kind sort bit lot people person guy time day today tomorrow yesterday work job
  always never often sometimes ever once really actually maybe perhaps instead around round back away everything
  nothing everyone everybody whatever hi hello thanks thank`
    .split(/\s+/)
    .map(stem),
)
