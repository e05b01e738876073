import type { Clause, Policy } from '../clauses/clause.ts'
import { resolveRef } from '../clauses/resolve.ts'

/**
 * Whether somebody asks for a clause by its number or name ("what is rule 4?", "5.1", "show me Appendix 1, 5.1"), and
 * the spelling they used. Only questions about the clause itself: "can I post 5.1 MB?" is a question like any other.
 */
export function spellingAsked(question: string): string | null {
  const asked = question
    .trim()
    .replace(/[’‘]/g, "'")
    .replace(/§+\s*/g, 'section ')
    .replace(/[?!.\s]+$/, '')
  const bare = asked.replace(opening, '').replace(closing, '').trim()
  if (bare === '' || bare.length > 160) return null
  return forms.some(form => form.test(bare)) ? bare : null
}

/** The clauses that a spelling names exactly, and those it may also mean: the appendix's own 5.1, every list's rule 4. */
export function clausesAsked(policies: Policy[], spelling: string): { exact: Clause[]; alike: Clause[] } {
  const { label, named } = policyNamed(policies, spelling)
  const meant = named.flatMap(policy => resolveRef(policy, label))
  const isExact = (clause: Clause) => bareLabel(clause.ref) === bareLabel(label)
  return { exact: meant.filter(isExact), alike: meant.filter(clause => !isExact(clause)) }
}

/** `3.2 of the ICT policy` is clause 3.2, of the policies whose titles hold those words; `rule 5 in part A` names no policy. */
function policyNamed(policies: Policy[], spelling: string): { label: string; named: Policy[] } {
  const [, label, called] = /^(.*?)\s+(?:of|in)\s+(?:(?:the|our)\s+)?(.+)$/i.exec(spelling) ?? []
  if (label === undefined || called === undefined) return { label: spelling, named: policies }
  const wanted = wordsOf(called)
  const named = policies.filter(({ title }) => wanted.length > 0 && wanted.every(word => wordsOf(title).includes(word)))
  const whole = named.filter(({ title }) => wordsOf(title).length === wanted.length)
  if (named.length === 0) return { label: spelling, named: policies }
  return { label, named: whole.length > 0 ? whole : named }
}

function wordsOf(title: string): string[] {
  const words =
    title
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter(word => !/^(?:policy|policies|guide|guidance|document|the|of|and|a)$/.test(word))
  return telling.length > 0 ? telling : words
}

function bareLabel(spelling: string): string {
  return spelling
    .toLowerCase()
    .replace(new RegExp(`\\b${kind}\\s+`, 'gi'), '')
    .replace(/[^a-z0-9]/g, '')
}

const opening =
  /^(?:(?:please|hi|hello|ok|so|and|what about|how about)[, ]+)*(?:what(?:'?s| is| are| does| do)|what it says in|which is|where(?:'?s| is)|show(?: me)?|read(?: me)?(?: out)?|give me|tell me(?: about)?|explain|quote|open|see|look up|find)?\s*(?:the (?:text|wording|words) of\s+)?(?:the\s+)?/i
const closing = /\s+(?:say(?:s)?(?: about .*)?|mean(?:s)?|cover(?:s)?|about|please|in full|read|state(?:s)?)$/i

const box = String.raw`(?:(?:app(?:endix|x)?|annexe?|schedule|part|section|chapter)\.?\s+(?:\d{1,2}|[a-z]|[ivx]{1,4}))`
const kind = String.raw`(?:clause|rule|section|sec|paragraph|para|point|item|bullet|number|no|guideline|principle)s?\.?`
const list = "(?:do|don't|dont|do not|dos|don'ts)"
const number = String.raw`(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`
const label = String.raw`(?:${number}(?:\.\d{1,3}){0,4}\.?(?:\s*\(?[a-z]{1,4}\)?)?|\(?[a-z]\))`
const policy = String.raw`(?:\s+(?:of|in)\s+(?:the\s+|our\s+)?.{1,140}\b(?:policy|guide|guidance|procedure|code|rules|orders|handbook))?`

const forms = [
  new RegExp(`^(?:${kind}\\s*)${label}(?:\\s+(?:of|in)\\s+.{1,140})?$`, 'i'),
  new RegExp(`^${box}[,:]?\\s*(?:${kind}\\s*)?(?:${list}\\s*)?(?:${label})?$`, 'i'),
  new RegExp(`^(?:${kind}\\s*)?${label}\\s+(?:of|in)\\s+(?:the\\s+)?${box}$`, 'i'),
  new RegExp(`^\\d{1,3}\\.\\d{1,3}(?:\\.\\d{1,3}){0,3}(?:\\s*\\(?[a-z]{1,4}\\)?)?${policy}$`, 'i'),
  new RegExp(`^\\d{1,3}(?:\\.|\\s*\\(?)[a-z]\\)${policy}$|^\\d{1,3}\\.[a-z]${policy}$`, 'i'),
  new RegExp(`^(?:${kind}\\s*)?${list}(?:\\s+(?:${kind}\\s*)?|\\s*#)\\d{1,2}$`, 'i'),
]
