import type { Clause, Policy } from './clause.ts'
import { keyOf, textTokens, tokensOf } from './spelling.ts'

/**
 * All clauses that a spelling can mean, best first: `5.1` is the main body's and then the appendix's, `rule 4` the fourth of
 * every list, `App 1, 5.1`, `4(l)` and `Part A Do 3` are what they look like. Where no label fits, the words decide: those of
 * the ref, of the headings above, and of the text.
 */
export function resolveRef(policy: Policy, spelling: string): Clause[] {
  const found = labelled(policy, spelling)
  return found.length > 0 ? found : byWords(policy, spelling.slice(0, longestSpelling))
}

/** The clauses of `resolveRef` that bear the label, and none that only share its words. */
export function labelled(policy: Policy, whole: string): Clause[] {
  const spelling = whole.slice(0, longestSpelling)
  const index = indexOf(policy)
  const found = new Set(index.exact.get(spelling.trim()) ?? [])
  const key = keyOf(spelling)
  for (const clause of byLabel(index, key)) found.add(clause)
  if (found.size === 0) for (const clause of byLabel(index, keyOf(withoutIntroduction(spelling)))) found.add(clause)
  if (found.size === 0) for (const clause of byItem(index, key)) found.add(clause)
  if (found.size === 0) for (const clause of byOtherBox(index, key)) found.add(clause)
  return [...found]
}

/** The longest heading is a line or two; what is longer is no ref. */
const longestSpelling = 300

interface Index {
  exact: Map<string, Clause[]>
  refs: Map<string, Clause[]>
  headings: Map<string, Clause[]>
  tails: Map<string, Clause[]>
}

const indexes = new WeakMap<Policy, Index>()

function indexOf(policy: Policy): Index {
  const known = indexes.get(policy)
  if (known) return known
  const index: Index = { exact: new Map(), refs: new Map(), headings: new Map(), tails: new Map() }
  for (const clause of policy.clauses) {
    add(index.exact, clause.ref, clause)
    // A scan prints l) as I), and whoever cites it types what is printed.
    if (/ l\)$/.test(clause.ref)) add(index.exact, clause.ref.replace(/l\)$/, 'I)'), clause)
    else if (clause.printed) add(index.exact, clause.ref.replace(/\S+$/, clause.printed), clause)
    add(index.refs, keyOf(clause.ref), clause)
    for (const key of boxedKeys(clause)) add(index.refs, key, clause)
    for (const tail of tailsOf(tokensOf(clause.ref))) add(index.tails, tail, clause)
    for (const key of headingKeys(clause)) add(index.headings, key, clause)
  }
  indexes.set(policy, index)
  return index
}

function add(map: Map<string, Clause[]>, key: string, clause: Clause): void {
  const there = map.get(key)
  if (there) there.push(clause)
  else if (key !== '') map.set(key, [clause])
}

const isLabel = (token: string): boolean => /^(?:\d[\d.]*|[a-z]|[ivx]{1,5})$/.test(token)

/** What a person may leave out in front: `1 5.1` and `5.1` of `appendix 1 5.1`. Words alone have no tails. */
function tailsOf(tokens: string[]): string[] {
  return tokens
    .map((_, at) => tokens.slice(at))
    .filter((tail, at) => at > 0 && tail.every(isLabel))
    .map(tail => tail.join(' '))
}

/** `Appendix A 2` and `Appendix A, A.2`, where the appendix prints its own letter before each number: `A.2`. */
function boxedKeys(clause: Clause): string[] {
  const box = /^(?:appendix|annexe?|schedule)\s+([a-z])\b/i.exec(clause.heading)
  const [letter = '', ...rest] = tokensOf(clause.ref)
  if (!box || letter !== box[1]?.toLowerCase() || rest.length === 0 || !rest.every(isLabel)) return []
  return [rest, [letter, ...rest]].map(tokens => [keyOf(box[0]), ...tokens].join(' '))
}

/** The labels and the words of each heading above a clause, with and without the appendix they stand in. */
function headingKeys(clause: Clause): Set<string> {
  const keys = new Set<string>()
  const annex = /^(?:Appendix|Annex|Schedule) \S+/.exec(clause.ref)?.[0]
  if (annex) keys.add(keyOf(annex))
  const parts = clause.heading.split(' › ')
  for (const heading of clause.heading === '' ? [] : parts) {
    const word = /^(?:appendix|annexe?|schedule|part|chapter|section)\s+(?:\d+|[a-z]|[ivx]+)\b/i.exec(heading)?.[0]
    const number = /^\(?(\d+(?:\.\d+)*|[A-Za-z])[.):]*(?=\s)/.exec(heading)?.[1]
    if (word) keys.add(keyOf(word))
    else if (number) keys.add(annex ? `${keyOf(annex)} ${keyOf(number)}` : keyOf(number))
    keys.add(keyOf(heading))
    if (word || number) keys.add(keyOf(heading.slice((word ?? number ?? '').length)))
  }
  const base = /^(.*), paragraph \d+$/.exec(clause.ref)?.[1]
  if (base) keys.add(keyOf(base))
  return keys
}

function byLabel(index: Index, key: string): Clause[] {
  if (key === '') return []
  return [...(index.refs.get(key) ?? []), ...(index.headings.get(key) ?? []), ...(index.tails.get(key) ?? [])]
}

function withoutIntroduction(spelling: string): string {
  return spelling.replace(/\b(?:introduction|introductory|intro|opening|text|preamble)\b/gi, ' ')
}

/** `2.1(a)` where 2.1 keeps its letters together: the clause that prints the item. */
function byItem(index: Index, key: string): Clause[] {
  const tokens = key.split(' ')
  const item = tokens.at(-1) ?? ''
  if (tokens.length < 2 || !isLabel(item)) return []
  const within = byLabel(index, tokens.slice(0, -1).join(' '))
  return within.length > 0
    ? within.filter(clause => prints(clause, item))
    : byItem(index, tokens.slice(0, -1).join(' ')).filter(clause => prints(clause, item))
}

/** `(ii) …`, `ii. …`; and `ii …`, since no sentence begins with a small roman number. */
function prints({ text }: Clause, item: string): boolean {
  const marked = new RegExp(`^\\(?${item.replaceAll('.', '\\.')}[.)]`, 'im')
  return marked.test(text) || (/^[ivx]+$/.test(item) && new RegExp(`^${item} `, 'm').test(text))
}

const boxes = ['appendix', 'annex', 'schedule']

/** People call an appendix an annex. Only where nothing goes by the name they used: a document may have both. */
function byOtherBox(index: Index, key: string): Clause[] {
  const [box = ''] = key.split(' ')
  if (!boxes.includes(box)) return []
  return boxes.flatMap(other => byLabel(index, other + key.slice(box.length)))
}

interface Words {
  ref: Set<string>
  path: Set<string>
  opening: Set<string>
  text: Set<string>
}

const words = new WeakMap<Policy, { each: Words[]; seenIn: Map<string, number> }>()

function wordsOf(policy: Policy): { each: Words[]; seenIn: Map<string, number> } {
  const known = words.get(policy)
  if (known) return known
  const seenIn = new Map<string, number>()
  const each = policy.clauses.map(clause => {
    const text = textTokens(clause.text)
    const front = /^(?:Front page|Document control)/i.test(clause.ref)
      ? textTokens('title cover front page document control')
      : []
    const ref = new Set([...textTokens(clause.ref), ...front])
    const all = {
      ref,
      path: new Set(textTokens(clause.heading)),
      opening: new Set(text.slice(0, 14)),
      text: new Set(text),
    }
    for (const token of new Set([...all.ref, ...all.path, ...all.text])) seenIn.set(token, (seenIn.get(token) ?? 0) + 1)
    return all
  })
  const made = { each, seenIn }
  words.set(policy, made)
  return made
}

/** Clauses that hold most of what the words of a spelling tell. A decimal number that stands nowhere is another document's. */
function byWords(policy: Policy, spelling: string): Clause[] {
  const { each, seenIn } = wordsOf(policy)
  const wanted = [...new Set(textTokens(spelling))]
  if (wanted.length === 0 || wanted.every(isLabel) || wanted.some(token => /\d\.\d/.test(token) && !seenIn.has(token)))
    return []
  const weight = (token: string) => Math.log(1 + each.length / (1 + (seenIn.get(token) ?? 0)))
  const whole = wanted.reduce((sum, token) => sum + weight(token), 0)
  const scored = each.map(({ ref, path, opening, text }, at) => {
    let held = 0
    let score = 0
    for (const token of wanted) {
      const place = ref.has(token) ? 3 : path.has(token) ? 2 : opening.has(token) ? 1.5 : text.has(token) ? 1 : 0
      score += place * weight(token)
      if (place > 0) held += weight(token)
    }
    return { clause: policy.clauses[at] as Clause, score, held: held / whole }
  })
  return scored
    .filter(({ held }) => held >= 0.6)
    .sort((a, b) => b.held - a.held || b.score - a.score)
    .slice(0, 10)
    .map(({ clause }) => clause)
}
