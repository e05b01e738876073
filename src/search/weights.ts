/**
 * Every constant of the ranking. Measured on public question sets over rules and policies, and on staff's questions; a
 * change quotes `npm run evaluate`, and `--beir` over at least one set that has nothing to do with councils.
 */
export const weights = {
  /** How soon a repeated word stops counting. Clauses are short: at the usual 1.2–2, lists of one word win. */
  k1: 1.0,
  /** What a field's words count, and how much its length is held against it (0 not at all, 1 wholly). */
  text: { weight: 1, lengthCounts: 0.7 },
  heading: { weight: 1.5, lengthCounts: 0.3 },
  asked: { weight: 1, lengthCounts: 0.7 },
  /** Two words of the question that stand side by side in the clause too, times their rarity. */
  pair: 0.2,
  /** How well the whole policy fits the question. */
  policy: 0.2,
  /** A word of the index one slip away from one that the index does not have, and how many of those are tried. */
  slip: 0.7,
  slipsTried: 3,
  /**
   * A concept of the lexicon, and one that lies near. Added to a word's own score, synonyms did harm above .3; in its
   * place where the word is missing, they cost strange documents nothing and win most at .7.
   */
  concept: 0.7,
  related: 0.3,
  /** What a word of any conversation (`want`, `people`) informs, beside a word of the matter that is as rare. */
  light: 0.5,
  /** The cosine of the nearest so many clauses, as a share of the best score. */
  cosine: 0.2,
  nearest: 200,
  line: {
    /** The clause's best ask line, and its second best beside it. */
    best: 1,
    second: 0.3,
    pair: 0.4,
    /** Stop words: how a thing is asked tells questions apart, so they count in ask lines and nowhere else. */
    idle: 0.6,
    /** Questions and ask lines are both in staff's words, so the lexicon need say less than against a policy's text. */
    concept: 0.4,
    related: 0.15,
  },
}
