import type { Clause, Policy } from '../clauses/clause.ts'
import { labelled, resolveRef } from '../clauses/resolve.ts'
import { keyOf } from '../clauses/spelling.ts'

/** A clause that was asked for as such: how it was spelled, the clauses it names exactly, and those it may also mean. */
export interface Reference {
  spelling: string
  /** A number or letter at the top of a policy, such as 1 or Appendix A: in one it is a clause, in another it holds several. */
  part?: string
  exact: Clause[]
  /** The appendix's own 5.1, every list's rule 4. */
  alike: Clause[]
}

/** What a question asks for by number or name, if it does. Some spellings are told from plain words only by what is held. */
export function referenceAsked(policies: Policy[], question: string): Reference | null {
  const told = spellingAsked(question)
  if (told !== null) return { spelling: told, ...clausesAsked(policies, told) }
  const spelling = bareOf(question)
  const beside = besidePolicy(policies, spelling)
  if (beside !== null) return beside
  // A4 is a size of paper until a policy has such a clause; and whoever chooses one of several asks for "clause Review of …".
  const meant =
    letterAndNumber.test(spelling) || /^clause /i.test(spelling)
      ? clausesAsked(policies, spelling)
      : { exact: [], alike: [] }
  return meant.exact.length > 0 ? { spelling, ...meant } : null
}

/**
 * Whether somebody asks for a clause by its number or name ("what is rule 4?", "5.1", "show me Appendix 1, 5.1"), and
 * the spelling they used. Only questions about the clause itself: "can I post 5.1 MB?" is a question like any other.
 */
export function spellingAsked(question: string): string | null {
  const bare = bareOf(question)
  if (bare === '' || bare.length > 160) return null
  return forms.some(form => form.test(bare)) ? bare : null
}

function bareOf(question: string): string {
  const asked = question
    .trim()
    .replace(/[’‘]/g, "'")
    .replace(/§+\s*/g, 'section ')
    .replace(/[?!.\s]+$/, '')
  return asked.replace(opening, '').replace(closing, '').trim()
}

/**
 * `gifts policy say at 1.1`, `standing order 3c` and `1.1 of gifts and hospitality`: a ref beside words that name a policy held. Where no
 * such clause is, "hospitality at 7.30" was a time; only of what is called a policy it is said that it has none.
 */
function besidePolicy(policies: Policy[], bare: string): Reference | null {
  if (bare.length > 160) return null
  const [, before = '', last] = refLast.exec(bare) ?? []
  const [, first, after = ''] = refFirst.exec(bare) ?? []
  const [ref, called] = last === undefined ? [first, after] : [last, before]
  if (ref === undefined) return null
  if (/^\d+$/.test(ref) && !endsAsDocument.test(called)) return null
  const named = wordsOf(called).length > 0
  if (named ? policiesCalled(policies, called).length === 0 : !/\d\.\d/.test(ref)) return null
  const asked = clausesAsked(policies, named ? `${ref} of ${called}` : ref)
  return asked.exact.length > 0 || (named && aDocument.test(called)) ? { spelling: ref, ...asked } : null
}

function clausesAsked(policies: Policy[], spelling: string): Omit<Reference, 'spelling'> {
  const { label, named } = policyNamed(policies, spelling)
  const sure = named.flatMap(policy => labelled(policy, label))
  const meant = sure.length > 0 ? sure : named.flatMap(policy => resolveRef(policy, label))
  const isExact = (clause: Clause) => plainKey(clause.ref) === plainKey(label)
  const part = /^(?:\d+|(?:appendix|annex|schedule) \S+)$/.exec(plainKey(label))?.[0]
  return {
    ...(part !== undefined && { part: part.replace(/^[a-z]| [a-z]$/g, letter => letter.toUpperCase()) }),
    exact: meant.filter(isExact),
    alike: meant.filter(clause => !isExact(clause)),
  }
}

/** `3.2 of the ICT policy` is clause 3.2, of the policies whose titles hold those words; `rule 5 in part A` names no policy. */
function policyNamed(policies: Policy[], spelling: string): { label: string; named: Policy[] } {
  const [, label, called] = /^(.*?)\s+(?:of|in)\s+(?:(?:the|our)\s+)?(.+)$/i.exec(spelling) ?? []
  if (label === undefined || called === undefined) return { label: spelling, named: policies }
  const titled = policies.filter(({ title }) => title.toLowerCase() === called.toLowerCase())
  if (titled.length > 0) return { label, named: titled }
  const chosen = wordsOf(called).length === 0 ? policies : policiesCalled(policies, called)
  return chosen.length === 0 ? { label: spelling, named: policies } : { label, named: chosen }
}

/** The policies whose titles hold all words of a name; where titles have no others, only those. */
function policiesCalled(policies: Policy[], called: string): Policy[] {
  const wanted = wordsOf(called)
  const named = policies.filter(({ title }) => wanted.length > 0 && wanted.every(word => wordsOf(title).includes(word)))
  const whole = named.filter(({ title }) => wordsOf(title).length === wanted.length)
  return whole.length > 0 ? whole : named
}

/** The words by which a policy is told from others, with no plural: a "gift policy" is that on gifts. */
function wordsOf(title: string): string[] {
  const words =
    title
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter(word => !general.test(word)).map(word => word.replace(/(?<=..[^s])s$/, ''))
}

const general =
  /^(?:polic(?:y|ies)|guides?|guidance|documents?|rules?|clauses?|sections?|paragraphs?|paras?|points?|items?|numbers?|what|does|is|it|says?|states?|about|at|in|under|the|our|of|and|a)$/

/** As `keyOf`, and "appendix A 2" is A.2. */
function plainKey(spelling: string): string {
  return keyOf(spelling)
    .replace(new RegExp(`^${kind} `), '')
    .replace(/^(?:appendix|annex|schedule) ([a-z]) (?:\1 )?(?=\d)/, '$1 ')
}

const opening =
  /^(?:(?:please|hi|hello|ok|so|and|what about|how about)[, ]+)*(?:what(?:'?s| is| are| does| do)(?: in)?|what it says in|which is|where(?:'?s| is)|show(?: me)?|read(?: me)?(?: out)?|give me|tell me(?: about)?|explain|quote|open|see|look up|find)?\s*(?:the (?:text|wording|words) of\s+)?(?:the\s+)?/i
const closing =
  /\s+(?:say(?:s)?(?: about (?!.*\d\.\d).*)?|mean(?:s)?|cover(?:s)?|about|please|in full|read|state(?:s)?)$/i

const box = String.raw`(?:(?:app(?:endix|x)?|annexe?|schedule|part|section|chapter)\.?\s+(?:\d{1,2}|[a-z]|[ivx]{1,4}))`
const kind = String.raw`(?:clause|rule|section|sec|paragraph|para|point|item|bullet|number|no|guideline|principle)s?\.?`
const list = "(?:do|don't|dont|do not|dos|don'ts)"
const number = String.raw`(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`
const items = String.raw`(?:\s*\(?[a-z]{1,4}\)?)?(?:\s*\([a-z]{1,4}\)){0,2}`
const lettered = String.raw`[a-z]\.\d{1,2}(?:\.\d{1,3}){0,3}${items}`
const label = String.raw`(?:${number}(?:\.\d{1,3}){0,4}\.?${items}|\(?[a-z]\)|${lettered})`
const policy = String.raw`(?:\s+(?:of|in)\s+(?:the\s+|our\s+)?.{1,140}\b(?:policy|guide|guidance|procedure|code|rules|orders|handbook))?`

const forms = [
  new RegExp(`^(?:${kind}\\s*)${label}(?:\\s+(?:of|in)\\s+.{1,140})?$`, 'i'),
  new RegExp(`^${box}[,:]?\\s*(?:${kind}\\s*)?(?:${list}\\s*)?(?:${label})?${policy}$`, 'i'),
  new RegExp(`^${kind}\\s*${box}[,:]?\\s*(?:${list}\\s*)?(?:${label})?(?:\\s+(?:of|in)\\s+.{1,140})?$`, 'i'),
  new RegExp(`^(?:${kind}\\s*)?${label}\\s+(?:of|in)\\s+(?:the\\s+)?${box}$`, 'i'),
  new RegExp(`^\\d{1,3}\\.\\d{1,3}(?:\\.\\d{1,3}){0,3}${items}${policy}$`, 'i'),
  new RegExp(`^${lettered}${policy}$`, 'i'),
  new RegExp(`^\\d{1,3}(?:\\.|\\s*\\(?)[a-z]\\)(?:\\s*\\([a-z]{1,4}\\))?${policy}$|^\\d{1,3}\\.[a-z]${policy}$`, 'i'),
  new RegExp(`^(?:${kind}\\s*)?${list}(?:\\s+(?:${kind}\\s*)?|\\s*#)\\d{1,2}$`, 'i'),
]

const letterAndNumber = new RegExp(`^(?:${kind}\\s*)?[a-z]\\d{1,2}(?:\\.\\d{1,3}){0,3}${items}$`, 'i')

/** Stricter than a label behind "clause": beside the name of a policy, "3 days" is a time. */
const ref = String.raw`(?:[a-z]\.?)?\d{1,3}(?:\.\d{1,3}){0,4}(?:\s?\(?[a-z]\)?)?(?:\s*\([a-z]{1,4}\)){0,3}`
const refLast = new RegExp(`^(.{3,140}?)[,:]?\\s+(${ref})$`, 'i')
const refFirst = new RegExp(`^(?:${kind}\\s*)?(${ref}),?\\s+(?:of|in|from|under)\\s+(.{3,140})$`, 'i')
const documents = 'polic(?:y|ies)|guid(?:e|ance)|procedures?|code|orders?|handbook|regulations?|faqs?'
const aDocument = new RegExp(`\\b(?:${documents})\\b`, 'i')
const endsAsDocument = new RegExp(`\\b(?:${documents}|at|in|${kind})$`, 'i')
