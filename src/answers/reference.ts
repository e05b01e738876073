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
    .replace(/[?!.\s]+$/, '')
  const bare = asked.replace(opening, '').replace(closing, '').trim()
  if (bare === '' || bare.length > 60) return null
  return forms.some(form => form.test(bare)) ? bare : null
}

/** The clauses that a spelling names exactly, and those it may also mean: the appendix's own 5.1, every list's rule 4. */
export function clausesAsked(policies: Policy[], spelling: string): { exact: Clause[]; alike: Clause[] } {
  const meant = policies.flatMap(policy => resolveRef(policy, spelling))
  const isExact = (clause: Clause) => bareLabel(clause.ref) === bareLabel(spelling)
  return { exact: meant.filter(isExact), alike: meant.filter(clause => !isExact(clause)) }
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
const label = String.raw`(?:\d{1,3}(?:\.\d{1,3}){0,4}\.?(?:\s*\(?[a-z]{1,4}\)?)?|\(?[a-z]\))`

const forms = [
  new RegExp(`^(?:${kind}\\s*)${label}(?:\\s+(?:of|in)\\s+.{1,40})?$`, 'i'),
  new RegExp(`^${box}[,:]?\\s*(?:${kind}\\s*)?(?:${list}\\s*)?(?:${label})?$`, 'i'),
  new RegExp(`^(?:${kind}\\s*)?${label}\\s+(?:of|in)\\s+(?:the\\s+)?${box}$`, 'i'),
  /^\d{1,3}\.\d{1,3}(?:\.\d{1,3}){0,3}(?:\s*\(?[a-z]{1,4}\)?)?$/i,
  /^\d{1,3}\s*\(?[a-z]\)$/i,
  new RegExp(`^(?:${kind}\\s*)?${list}(?:\\s+(?:${kind}\\s*)?|\\s*#)\\d{1,2}$`, 'i'),
]
