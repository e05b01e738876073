import type { Clause, Policy } from './clause.ts'
import { resolveRef } from './resolve.ts'

// Case matters: "Part A" is a place, and "the rules a manager makes" are none.
const places =
  '[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|[Pp]aras?|[Rr]ules?|[Pp]arts?|[Aa]ppendix|[Aa]ppendices|APPENDIX|[Aa]nnex(?:es)?|[Ss]chedules?|[Pp]rinciples?|[Ss]teps?|[Ss]tages?|[Aa]rticles?'
const id = '(?:\\d{1,3}(?:\\.\\d{1,3})*|[IVX]{1,4}\\b|[A-Z]\\b)(?:\\s?\\([a-z]{1,4}\\)|[a-z]\\))?'
const range = '\\s+to\\s+|\\s*[–-]\\s*'
const mention = new RegExp(
  `\\b(${places}|[Ss]ee)\\s+(${id}(?:(?:\\s*,\\s*|\\s+(?:and|or|&)\\s+|${range})(?:${places})?\\s*${id})*)`,
  'g',
)
/** "section 5 of the Defamation Act" is another text's section. */
const elsewhere =
  /^,?\s*(?:of|in|under|to)\s+(?:the\s+|that\s+)?(?:[A-Z][\w'’]*\s+){0,8}?(?:Act|Regulations?|Order|Convention|Rules|Directive|GDPR|ECHR|Schedule|Code)\b/

/** The clauses of the same policy that a clause refers to ("see rule 4"), in its own part or appendix where there is one. */
export function crossReferences(policy: Policy, clause: Clause): Clause[] {
  const found = new Set<Clause>()
  for (const match of clause.text.matchAll(mention)) {
    const [whole, word = '', ids = ''] = match
    if (elsewhere.test(clause.text.slice(match.index + whole.length, match.index + whole.length + 120))) continue
    // "see" alone introduces too much else: only a decimal number makes it a reference.
    if (/^see$/i.test(word) && !/^\d+\.\d/.test(ids)) continue
    for (const target of targetsOf(policy, clause, word, ids)) if (target !== clause) found.add(target)
  }
  return [...found]
}

/** The clauses that "4.1, 4.2 and 5.1 to 5.3" names. */
function targetsOf(policy: Policy, from: Clause, word: string, ids: string): Clause[] {
  return ids.split(/\s*,\s*|\s+(?:and|or|&)\s+/).flatMap(part => {
    const ends = part.split(new RegExp(range)).flatMap(each => new RegExp(id).exec(each)?.[0] ?? [])
    const found = ends.map(each => nearest(resolveRef(policy, spelled(word, each)), from))
    const [first, last] = [found[0]?.[0], found.at(-1)?.at(-1)]
    if (ends.length < 2 || !first || !last) return found.flat()
    return policy.clauses.slice(policy.clauses.indexOf(first), policy.clauses.indexOf(last) + 1).slice(0, 50)
  })
}

function spelled(word: string, each: string): string {
  const kind = word
    .toLowerCase()
    .replace(/^appendices$/, 'appendix')
    .replace(/(?:s|es)$/, '')
  return /^(?:part|appendix|annex|schedule)$/.test(kind) ? `${kind} ${each}` : each
}

/** Of all that a spelling can mean, what stands nearest to the clause that uses it. */
function nearest(targets: Clause[], from: Clause): Clause[] {
  const best = Math.max(...targets.map(target => kinship(target, from)))
  return targets.filter(target => kinship(target, from) === best)
}

function kinship(target: Clause, from: Clause): number {
  const annex = (clause: Clause) => /^(?:Appendix|Annex|Schedule) \S+/.exec(clause.ref)?.[0] ?? ''
  const [a, b] = [target.heading.split(' › '), from.heading.split(' › ')]
  let same = 0
  while (same < a.length && a[same] === b[same] && a[same] !== '') same++
  // "Rule 4" said in a part's own list is not rule 4 of a list inside that part.
  return same - (a.length - same) / 10 + (annex(target) === annex(from) ? 10 : 0)
}

const kinds =
  'Polic(?:y|ies)|Procedures?|Codes? of (?:Conduct|Practice)|Guidance|Guidelines|Strateg(?:y|ies)|Forms?|Protocols?|Plans?|Schemes?|Handbook|Framework|Charter|Manual|Standing Orders|Financial Regulations'
const named = new RegExp(
  `(?:[A-Z][\\p{L}’'&-]*\\s+)(?:(?:[A-Z][\\p{L}’'&-]*|and|of|for|the|on|in|to|at|&)\\s+){0,8}?(?:${kinds})\\b(?! (?:Statement|[Mm]aker|and [A-Z]\\w+ \\())|\\bStanding Orders\\b|\\bFinancial Regulations\\b|\\bCode of Conduct\\b`,
  'gu',
)
const plain =
  /\b((?:[\w-]+,\s+)*(?:[\w-]+\s+and\s+)?(?:[\w-]+\s+){1,2})(policy|policies|procedures?)\b(?!\s+(?:statement|makers?))/g
/** Words before "policy" that name none. */
const general = new Set(
  `a an the this that these those our your their its his her any all each every no other another such same new own and or of to
   in with by for from under per as on at about is are be council councils councils' council's authority relevant related appropriate
   normal usual separate specific following current existing local national internal corporate formal standard employer's
   company organisation's organisational both see set out which if when clear good best written agreed using follow review
   reviewed reviewing against also will must should may can breach breaching breaches comply complies compliance read apply
   applies`.split(/\s+/),
)

/** Names of policies, procedures, codes and forms in a text, as printed, without the council's own name before them. */
export function namedDocuments(text: string): string[] {
  return [...new Set(text.split('\n').flatMap(namesIn))]
}

function namesIn(text: string): string[] {
  const names = [...text.matchAll(named)].map(match => ownName(match[0]))
  const rest = text.replace(named, ' ; ')
  const said = [...rest.matchAll(plain)].flatMap(match => plainNames(match[1] ?? '', match[2] ?? ''))
  const about = [
    ...rest.matchAll(
      /\b(?:separate|own)\s+(?:policy|procedure|guidance)(?: and guidance)?\s+(?:on|for|about)\s+[^.,;:()]{4,80}/g,
    ),
  ]
  const subject = about.map(match =>
    match[0]
      .replace(/^\w+\s+/, '')
      .replace(/\s+(?:which|that)\b.*$/, '')
      .trim(),
  )
  return [...names, ...said, ...subject].filter(name => name !== '')
}

/** `See the Council's Data Protection Policy` → `Data Protection Policy`; what is then only "Policy" is no name. */
function ownName(found: string): string {
  const after = found
    .replace(/^.*\b(?:the|our|your|this|these|any|all)\s+/i, '')
    .replace(/^.*(?:[Cc]ouncils?|[Aa]uthority|[Tt]rust|[Oo]rganisation|[Bb]oard)(?:['’]s?|s['’])\s+/u, '')
  const name = after.replace(
    /^(?:(?:The|This|Our|Your|See|Please|In|If|For|All|Any|Under|When|Each|Every|Such|Other|New|Council|and|or|of)\s+)+/i,
    '',
  )
  return new RegExp(`^(?:${kinds})$`).test(name) && !/\s/.test(name) ? '' : name.trim()
}

/** `ICT, HR and data protection policies` names three. */
function plainNames(before: string, kind: string): string[] {
  const parts = before.trim().split(/,\s+|\s+and\s+/)
  const own = parts.map(part => {
    const words = part.split(/\s+/)
    return words.slice(words.findLastIndex(word => general.has(word.toLowerCase())) + 1).join(' ')
  })
  return own.at(-1) === '' || /\b(?:and|or)\s*$/.test(before)
    ? []
    : own.filter(name => /^[a-z]/i.test(name)).map(name => `${name} ${kind}`)
}
