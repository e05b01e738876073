import type { Answer } from '../answers/answer.ts'
import { answer } from '../answers/ask.ts'
import type { Held } from '../answers/held.ts'
import { askWhichCouncil, councilCalled, councilNamed } from '../answers/which.ts'
import type { Authority } from '../authorities/authority.ts'
import type { Desks } from '../desks/open.ts'
import type { DeskHere } from '../desks/receives.ts'
import type { Spotted } from '../desks/spot.ts'
import { Fixable } from '../errors.ts'
import { dangerWords, offerWords } from './offer.ts'

/** The councils, what is held of each at this moment, and their desks. */
export interface Library {
  authorities: Authority[]
  held(authority: string): Promise<Held>
  desks: Desks
}

export interface Asking {
  question: string
  /** The asker's council: its id or a name it goes by. */
  authority?: string | undefined
  before?: string | undefined
  /** False leaves the ask lines out. */
  asked?: boolean
}

export interface Said extends Answer {
  /** The council that answered, once that is known. */
  authority?: string
  /** The desk the message should be offered, when it is a report. An answer and a desk may both be there. */
  desk: Spotted | null
}

/** More than anybody types. A pasted book is read up to here, so that its cost has an end. */
const longestRead = 20_000

/**
 * A message in; the answer, and the desk if it is a report, out. A worry is noticed before anything else happens: what
 * comes after may one day leave the machine, and a worry must not. Danger stands before every other word.
 */
export async function ask(library: Library, asking: Asking, now: Date): Promise<Said> {
  const spotted = library.desks.spot(asking.question.slice(0, longestRead))
  const authority = councilOf(library.authorities, asking)
  if (authority === undefined) {
    const which = askWhichCouncil(library.authorities)
    return { ...which, answer: joined(spotted === null ? '' : dangerWords(spotted), which.answer), desk: spotted }
  }
  const { question: text, before, asked = true } = asking
  const said = await answer(
    await library.held(authority.id),
    { text, asked, ...(before !== undefined && { before }) },
    now,
  )
  if (spotted === null) return { ...said, authority: authority.id, desk: null }

  const desk = library.desks.of(authority).find(({ id }) => id === spotted.id)
  // Whoever has just told of a worry needs no clauses that only come near it.
  const answered = said.outcome === 'nearest' ? sayNothingAnswers(authority) : said.answer
  return {
    ...said,
    answer: joined(offerWords(spotted, authority, desk), answered),
    authority: authority.id,
    desk: { ...spotted, prefill: fitting(spotted, desk) },
  }
}

/** What the message fills in of the questions that this desk asks. A time in words is no date: it is asked for. */
function fitting(spotted: Spotted, desk: DeskHere | undefined): Spotted['prefill'] {
  const asked = new Set(desk?.questions.filter(({ kind }) => kind !== 'date-and-time').map(({ id }) => id))
  return Object.fromEntries(Object.entries(spotted.prefill).filter(([id]) => asked.has(id)))
}

function sayNothingAnswers(authority: Authority): string {
  return `No clause of ${authority.name} speaks of this directly.`
}

function councilOf(councils: Authority[], asking: Asking): Authority | undefined {
  if (councils.length === 0)
    throw new Fixable(
      'There is no council yet. Put a folder with an authority.yaml into the policies folder; policies/README.md says how.',
    )
  if (asking.authority === undefined)
    return councils.length === 1 ? councils[0] : councilNamed(councils, asking.question)
  const council = councilCalled(councils, asking.authority)
  if (council === undefined) {
    const known = councils.map(({ id }) => id).join(', ')
    throw new Fixable(`There is no council “${asking.authority}”. Choose one of: ${known}.`)
  }
  return council
}

function joined(...parts: string[]): string {
  return parts.filter(part => part !== '').join('\n\n')
}
