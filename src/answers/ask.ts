import type { Clause } from '../clauses/clause.ts'
import type { Asked } from '../search/match.ts'
import type { Answer } from './answer.ts'
import { cite, policyOf } from './cite.ts'
import { judge } from './confidence.ts'
import { isCopy } from './copies.ts'
import { gather, mostCited } from './gather.ts'
import type { Held } from './held.ts'
import { lawsNamed } from './laws.ts'
import { documentAsked, documentsMissing } from './named.ts'
import { holderFirst } from './posts.ts'
import { followsUp, readable } from './question.ts'
import { type Reference, referenceAsked } from './reference.ts'
import { sayAnswer, sayLibrary, sayNear, sayNotCovered, sayWhich } from './say.ts'
import { statusNotes } from './status.ts'

export interface Question {
  text: string
  /** The question asked before it in the same conversation. */
  before?: string
  /** False leaves the ask lines out, to see what the policies' own words find. */
  asked?: boolean
}

/** What one authority's policies say to a question. Nothing but quotation and what we say about it: no model. */
export async function answer(held: Held, question: Question, now: Date): Promise<Answer> {
  const text = readable(question.text)
  if (text === '')
    return plain(
      'not-covered',
      'I could not find a question in that. Ask in a few English words, for example: can I reply to a complaint online?',
    )
  const reference = referenceAsked(held.policies, text)
  if (reference !== null) return byReference(held, reference, now)
  const whole = question.before !== undefined && followsUp(text) ? `${readable(question.before)} ${text}` : text
  return bySearch(held, whole, question.asked ?? true, now)
}

async function bySearch(held: Held, text: string, useAskLines: boolean, now: Date): Promise<Answer> {
  const searched = await held.search(text, { asked: useAskLines })
  const found = { ...searched, matches: holderFirst(searched.matches, text) }
  const missing = documentAsked(held, text)
  const near = await held.everyday(text)
  const hasAskLines = useAskLines && found.matches.slice(0, 1).every(({ clause }) => held.hasAskLines(clause.policy))
  const judged = judge({ question: text, found, elsewhere: near?.closeness ?? 0, hasAskLines })
  const outcome = missing !== undefined && found.matches.length > 0 ? 'nearest' : judged
  if (outcome === 'not-covered') return plain('not-covered', sayNotCovered(held, near))

  const { cited, main, differ, notes } = gather(held, found.matches)
  const shown = outcome === 'nearest' ? cited.slice(0, 3) : cited
  const pairs = shown.map(clause => ({ clause, citation: cite(held, clause, found.asked, differ.has(clause), now) }))
  const citations = pairs.map(pair => pair.citation)
  if (outcome === 'nearest')
    return { outcome, answer: sayNear(held, citations, missing), citations, choices: [], notes: [] }

  const all = [...notes, ...notesOn(held, [...main], now)]
  const inFull = pairs.filter(({ clause }) => main.has(clause)).map(pair => pair.citation)
  const beside = pairs.filter(({ clause }) => !main.has(clause)).map(pair => pair.citation)
  for (const citation of beside) citation.near = true
  return { outcome, answer: sayAnswer(inFull, beside, all), citations, choices: [], notes: all }
}

function byReference(held: Held, { spelling, part, exact, alike }: Reference, now: Date): Answer {
  const nobody: Asked = { words: [] }
  const meant = [...exact, ...alike]
  if (meant.length === 0)
    return plain('not-covered', `No policy I hold has a clause “${spelling}”. ${sayLibrary(held)}`)
  if (part !== undefined && inSeveralPolicies(meant)) return askWhich(held, oncePerPolicy(held, meant, part))
  const several = exact.length > 0 ? inSeveralPolicies(exact) : meant.length > 1
  if (several) return askWhich(held, meant, exact.length > 0 ? exact : meant)
  const shown = meant.slice(0, mostCited)
  const citations = shown.map(clause => cite(held, clause, nobody, false, now))
  const notes = notesOn(held, shown, now)
  return { outcome: 'answered', answer: sayAnswer(citations, [], notes), citations, choices: [], notes }
}

function askWhich(held: Held, clauses: Clause[], choose = clauses): Answer {
  const choices = choicesOf(held, choose)
  return { outcome: 'which', answer: sayWhich(held, clauses), citations: [], choices, notes: [] }
}

/** The first clause of each policy, under the number that was asked for where it has several: a list of all would be long. */
function oncePerPolicy(held: Held, clauses: Clause[], part: string): Clause[] {
  return held.policies.flatMap(({ id }) => {
    const [first, ...rest] = clauses.filter(clause => clause.policy === id)
    if (first === undefined) return []
    return rest.length === 0 ? first : { ...first, ref: part }
  })
}

/** Several policies have a rule 1, and each says something else: one of them would be a guess. Two copies of one text are no choice. */
function inSeveralPolicies(clauses: readonly Clause[]): boolean {
  const [first] = clauses
  return clauses.some(clause => first && clause.policy !== first.policy && !isCopy(first, clause))
}

/** Refs to choose from, with the policy where another has one of them. Whoever chooses one asks with it, and must not be asked the same again. */
function choicesOf(held: Held, clauses: readonly Clause[]): string[] {
  const [first] = clauses
  const isElsewhere = ({ ref, policy }: Clause) => policy !== first?.policy && clauses.some(each => each.ref === ref)
  const several = clauses.some(isElsewhere) || held.policies.some(policy => policy.clauses.some(isElsewhere))
  const named = clauses.map(clause => (several ? `${clause.ref} of ${policyOf(held, clause).title}` : clause.ref))
  return [...new Set(named)]
}

/** What to know before relying on these clauses: of the documents, the law they name, the documents they point to. */
function notesOn(held: Held, clauses: Clause[], now: Date): string[] {
  const policies = [...new Set(clauses.map(clause => policyOf(held, clause)))]
  return [
    ...policies.flatMap(policy => statusNotes(policy, now)),
    ...new Set(clauses.flatMap(clause => lawsNamed(clause.text, held.laws).map(law => law.says))),
    ...documentsMissing(held, clauses.slice(0, 1)),
  ]
}

function plain(outcome: Answer['outcome'], words: string): Answer {
  return { outcome, answer: words, citations: [], choices: [], notes: [] }
}
