import type { Policy } from '../../src/clauses/clause.ts'
import { chance } from '../support/chance.ts'

/**
 * As many clauses as wanted, in policies of a hundred, made of sentences of the given ones. Half of the longer words are
 * exchanged for others of an invented vocabulary, drawn as words of a language are (the n-th by 1/n): sentences alone,
 * repeated sixty times, would give an index with five hundred words and lists of thousands for each.
 */
export function manyClauses(given: Policy[], count: number): Policy[] {
  const random = chance(13)
  const sentences = given.flatMap(({ clauses }) => clauses.flatMap(clause => clause.text.split(/(?<=[.;:])\s+/)))
  const headings = given.flatMap(({ clauses }) => clauses.map(clause => clause.heading))
  const one = (from: string[]) => from[Math.floor(random() * from.length)] ?? ''
  const exchanged = (sentence: string) =>
    sentence.replace(/\b[a-z]{5,}\b/g, word => (random() < 0.5 ? word : invented(Math.floor(20_000 ** random()))))

  return Array.from({ length: Math.ceil(count / 100) }, (_, number): Policy => {
    const id = `generated/policy-${number}`
    const clauses = Array.from({ length: Math.min(100, count - number * 100) }, (_, at) => ({
      policy: id,
      ref: `${1 + Math.floor(at / 10)}.${1 + (at % 10)}`,
      heading: exchanged(one(headings)),
      text: Array.from({ length: 1 + Math.floor(random() * 5) }, () => exchanged(one(sentences))).join(' '),
      page: null,
      line: at + 1,
    }))
    return { id, authority: 'generated', title: id, status: 'adopted', file: id, notes: [], clauses }
  })
}

/** The n-th word of a language that nobody speaks; the commoner ones are shorter. */
function invented(number: number): string {
  const syllables = [
    'ba',
    'cor',
    'den',
    'fi',
    'gol',
    'hu',
    'jan',
    'kel',
    'lo',
    'mir',
    'nes',
    'pra',
    'ris',
    'sto',
    'tun',
    'vel',
  ]
  let rest = number + 16
  let word = ''
  for (; rest > 0; rest = Math.floor(rest / 16)) word += syllables[rest % 16]
  return word
}
