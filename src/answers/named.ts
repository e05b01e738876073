import type { Clause } from '../clauses/clause.ts'
import { namedDocuments } from '../clauses/mentions.ts'
import type { Held } from './held.ts'

const kind = '(?:polic(?:y|ies)|procedures?|code of conduct|strategy|protocol|handbook|framework|charter|constitution)'
const asks = new RegExp(
  `\\b(?:what does|what do|where(?:'?s| is| are| can i (?:find|get|see))|show me|can i (?:see|have|get|read)|(?:a )?copy of|find|link to|what(?:'?s| is) in|send me|have you got|do you have|according to)\\s+(?:a copy of\\s+)?(?:the |our |a )?((?:[\\w'&-]+ ){1,6}?${kind})\\b`,
  'i',
)
const isOf = new RegExp(`^what(?:'?s| is| are)\\s+(?:the |our )((?:[\\w'&-]+ ){1,5}${kind})\\s*\\??$`, 'i')

/** The document a question asks for by name, when it is not one that we hold. */
export function documentAsked(held: Held, question: string): string | undefined {
  const asked = question.replace(/[’‘]/g, "'")
  const name = (isOf.exec(asked) ?? asks.exec(asked))?.[1]
  return name === undefined || isHeld(held, name) ? undefined : name
}

/** A sentence for each document that these clauses send the reader to and that we do not hold. */
export function documentsMissing(held: Held, clauses: Clause[]): string[] {
  const names = [...new Set(clauses.flatMap(clause => namedDocuments(clause.text)))].filter(name => !isHeld(held, name))
  if (names.length === 0) return []
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return [`It names the ${list}, which ${names.length === 1 ? 'is' : 'are'} not in my library.`]
}

/** Held when most of the name's own words stand in a title: "social media policy" is held as "Social Media Guide". */
function isHeld(held: Held, name: string): boolean {
  const wanted = words(name)
  if (wanted.length === 0) return true
  const says = held.policies.map(
    policy => new Set([...words(policy.title), ...words(policy.id.split('/').at(-1) ?? '')]),
  )
  return says.some(title => wanted.filter(word => title.has(word)).length / wanted.length >= 0.6)
}

const common = new Set(
  'the our a an of and for in on this that your council councils councils policy policies procedure procedures code strategy document rules full whole new current right correct proper best usual normal'.split(
    ' ',
  ),
)

function words(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]+/g) ?? []).filter(word => !common.has(word))
}
