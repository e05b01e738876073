import type { Clause } from '../clauses/clause.ts'
import type { Citation } from './answer.ts'
import type { Held } from './held.ts'

/** An answer in plain words: what it stands on in full, what is near by name, and what to know before relying on it. */
export function sayAnswer(main: Citation[], near: Citation[], notes: string[]): string {
  const quoted = main.map((citation, i) => sayCitation(citation, i === 0))
  const known = notes.length === 0 ? [] : [`Before you rely on it:\n${notes.map(note => `- ${note}`).join('\n')}`]
  return [...quoted, ...known, ...sayAlso(near)].join('\n\n')
}

function sayAlso(near: Citation[]): string[] {
  const titles = [...new Set(near.map(citation => citation.title))]
  const refs = (title: string) => near.filter(citation => citation.title === title).map(citation => citation.ref)
  return titles.length === 0
    ? []
    : [`Near this: ${titles.map(title => `${title} ${refs(title).join('; ')}`).join('; ')}.`]
}

/** The closest clauses, said to be only that. */
export function sayNear(held: Held, citations: Citation[], missing: string | undefined): string {
  const opening =
    missing === undefined
      ? `No clause of ${held.authority.name} answers this directly. The nearest:`
      : `I do not hold a document called “${missing}”. The nearest clauses I do hold:`
  return [opening, ...citations.map(citation => sayCitation(citation, false))].join('\n\n')
}

export function sayWhich(held: Held, clauses: Clause[]): string {
  const title = (clause: Clause) => held.policies.find(({ id }) => id === clause.policy)?.title ?? clause.policy
  const several = new Set(clauses.map(clause => clause.policy)).size > 1
  const lines = clauses.map(
    clause => `- ${clause.ref}${several ? ` of ${title(clause)}` : ''}: ${opening(clause.text)}`,
  )
  return `There is more than one of those. Which do you mean?\n${lines.join('\n')}`
}

/** Nothing held covers it: what is held, and who may know, where the question is plainly about an everyday matter. */
export function sayNotCovered(held: Held, near: { ask: string; closeness: number } | undefined): string {
  const who = near !== undefined && near.closeness >= nameable ? ` You could ask ${near.ask}.` : ''
  return `None of the policies I hold covers this.${who} ${sayLibrary(held)}`
}

/** Below this closeness, whom to ask would be a guess. */
const nameable = 0.45

/** What the library holds, in one line for "not covered". */
export function sayLibrary(held: Held): string {
  const titles = held.policies.map(({ title, date }) => (date === undefined ? title : `${title} (${date})`))
  return titles.length === 0
    ? `I hold no document of ${held.authority.name} yet.`
    : `What I hold of ${held.authority.name}: ${titles.join('; ')}.`
}

/** `Social Media Policy, 6 l) (printed “I)”), page 3`. */
export function place(citation: Citation): string {
  const printed = citation.printed === undefined ? '' : ` (printed “${citation.printed}”)`
  const page = citation.page === null ? '' : `, page ${citation.page}`
  const date = citation.date === undefined ? '' : ` (${citation.date})`
  return `${citation.title}${date}, ${citation.ref}${printed}${page}`
}

/** Where a clause stands and its words; the sentence that answers goes first when the clause holds much more than it. */
function sayCitation(citation: Citation, first: boolean): string {
  const digest = citation.status.includes('digest')
  const quote = (text: string) => `${forbidden(citation)}${digest ? text : `“${text}”`}`
  const lead = first && citation.sentence !== '' && citation.text.length > 1.6 * citation.sentence.length
  const opening = lead ? `${quote(citation.sentence.replace(/^- /, ''))}\n\n` : ''
  const whole = digest ? `In short (our words; see the original): ${quote(citation.text)}` : quote(citation.text)
  return `${opening}${place(citation)}\n${whole.replace(/^/gm, '  ')}`
}

/** An item of a list of don'ts, quoted alone, would read as an order to do it. */
export function forbidden(citation: Citation): string {
  const inList = /(?:^|\s)(?:don['’]?ts?|do not|never)\s[\s\d.a-z)]{1,8}$/i.test(citation.ref)
  return inList && !/^\W*(?:do not|don['’]t|never|avoid)\b/i.test(citation.text) ? 'Don’t: ' : ''
}

function opening(text: string): string {
  const words = text.replace(/\s+/g, ' ').split(' ')
  return words.length <= 10 ? words.join(' ') : `${words.slice(0, 10).join(' ')} …`
}
