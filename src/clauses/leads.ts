import type { Node } from './node.ts'
import { endsDangling, type Piece } from './pieces.ts'

/** "Keep it safe:" and then nothing. */
export function isHollow(group: Piece[]): boolean {
  return group.length === 1 && /:$/.test(group[0]?.text ?? '')
}

/** A paragraph whose sentence is still open takes the bullets below it along; so does a bullet those set in below it. */
export function grouped(own: Piece[]): Piece[][] {
  const groups: Piece[][] = []
  for (const piece of own) {
    const group = groups.at(-1)
    const begun = group?.[0]
    const led =
      begun !== undefined &&
      piece.bullet &&
      ((!begun.bullet && !/[.!?]['"’”)]*$/.test(begun.text)) ||
        /:$/.test(begun.text) ||
        (begun.bullet && piece.indent > begun.indent))
    // A bullet that introduces others itself begins anew, whatever its indent.
    const anew = begun?.bullet === true && /:$/.test(piece.text)
    if (group && led && !anew) group.push(piece)
    else groups.push([piece])
  }
  return groups
}

/** The groups that are clauses by themselves, each with the words that name it. */
export function namedGroups(groups: Piece[][], node: Node): Map<Piece[], string> {
  const bullets = groups.filter(([first]) => first?.bullet)
  const paragraphs = groups.filter(([first]) => first && !first.bullet && paragraphLead(first) !== undefined)
  const leads = bullets.filter(([first]) => first && bulletLead(first) !== undefined).length
  const long = bullets.reduce((sum, [first]) => sum + (first?.text.length ?? 0), 0) >= bullets.length * 90
  const named = new Map<Piece[], string>()
  if (bullets.length >= 2 && !isWhole(node.text) && (leads * 2 >= bullets.length || long))
    for (const group of bullets) if (group[0]) named.set(group, bulletLead(group[0]) ?? opening(group[0].text))
  if (paragraphs.length >= 2)
    for (const group of paragraphs) if (group[0]) named.set(group, paragraphLead(group[0]) ?? '')
  return named
}

/** Under "Do", "Don't" or "Never", a bullet alone would lose its yes or no; the rows of a front page are one thing. */
function isWhole(heading: string): boolean {
  if (/^(?:document control|version (?:control|history)|document history|front page|contacts?)\b/i.test(heading))
    return true
  return (
    /^(?:please )?(?:do|don['’]?ts?|do['’]?s|do not|never|always|avoid|must not|not)\b.{0,12}$/i.test(heading) ||
    /\b(?:not|prohibited|forbidden|banned|unacceptable|excluded|exclusions|exceptions)\b/i.test(heading)
  )
}

function bulletLead(piece: Piece): string | undefined {
  if (piece.bold !== '' && piece.bold.length <= 100) return tidy(piece.bold)
  const lead = /^([\p{Lu}‘'“"][^:.;]{1,80}?)(?::(?=\s|$)|\s[–—-]\s)/u.exec(piece.text)?.[1]
  return lead && lead.split(/\s+/).length <= 12 ? tidy(lead) : undefined
}

function paragraphLead(piece: Piece): string | undefined {
  if (piece.bold !== '' && piece.bold !== piece.text && piece.bold.length <= 100) return tidy(piece.bold)
  const lead = /^(\p{Lu}[^:.;,]{1,50}):(?=(?:\s+[\p{L}\p{N}]\S*){4})/u.exec(piece.text)?.[1]
  return lead && lead.split(/\s+/).length <= 6 ? tidy(lead) : undefined
}

function tidy(lead: string): string {
  return lead.replace(/[\s:.!–—-]+$/, '')
}

/** The first words of a bullet, up to where it takes breath. */
function opening(text: string): string {
  const clause = /^.+?(?=[.,;:!?](?:\s|$)|\s[–—-]\s)/.exec(text)?.[0] ?? text
  const words = clause.split(/\s+/)
  if (words.length <= 9) return tidy(clause)
  let count = 8
  while (count > 4 && endsDangling(words.slice(0, count).join(' '))) count--
  return `${words.slice(0, count).join(' ')}…`
}
