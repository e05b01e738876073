/** Words shorter than this have too many neighbours to guess at: `form` is one slip from `from`, `for` and `farm`. */
export const shortestCorrected = 4
const longestCorrected = 24

/**
 * The known words one slip away: a letter too many, missing, wrong, or two neighbours swapped (Damerau, distance 1).
 * All slips of the word are tried against the index's own words, some five hundred look-ups for a long word: an index
 * of deletions would be quicker, and would have to be built, kept on disk and read at every start.
 */
export function oneSlipAway(word: string, isKnown: (word: string) => boolean): string[] {
  if (word.length < shortestCorrected || word.length > longestCorrected || /\d/.test(word)) return []
  return [...new Set(slips(word))].filter(slip => slip !== word && isKnown(slip))
}

function* slips(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at)
    const after = word.slice(at)
    if (after.length > 1) yield before + after[1] + after[0] + after.slice(2)
    if (after !== '') yield before + after.slice(1)
    for (const letter of letters) {
      yield before + letter + after
      if (after !== '') yield before + letter + after.slice(1)
    }
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
