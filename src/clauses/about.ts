import type { Policy } from './clause.ts'
import { dateIn, lastDayOf, monthsLater } from './dates.ts'
import { fieldsOf } from './fields.ts'
import { isDraftStamp } from './furniture.ts'
import { labelOf } from './labels.ts'
import type { Printed } from './lines.ts'

type About = Pick<Policy, 'title' | 'status' | 'original' | 'version' | 'date' | 'owner' | 'review'>

/**
 * What a document says of itself. Front matter and sidecar win; then fields that it prints ("Owner: …", "Version⇥2.1"),
 * its stamps and its sentences. What it leaves blank stays unknown: nobody here may guess a date.
 */
export function aboutOf(
  about: Record<string, string>,
  lines: Printed[],
  front: { title: string; lines: Printed[] },
  file: string,
): About {
  const fields = fieldsOf(lines, front.lines)
  const field = (name: RegExp): string | undefined => [...fields].find(([key]) => name.test(key))?.[1]
  const top = front.lines.map(line => line.text)
  const version = about['version'] ?? undated(field(versionField)) ?? first(top, versionText)
  const date =
    about['date'] ??
    [...fields]
      .filter(([key]) => dateField.test(key))
      .map(([, value]) => dateIn(value) ?? yearIn(value))
      .find(Boolean) ??
    adoptedOn(lines, front.lines) ??
    first(top, text => dateIn(text))
  const owner =
    about['owner'] ?? field(ownerField) ?? field(approverField)?.replace(/\s+(?:on|in|at)\s[^,;]*\d{4}.*$/, '')
  const review = reviewOf(about['review'], fields, lines, date)
  return {
    title: about['title'] ?? (front.title || titleFromFile(file)),
    status: statusOf(about['status'], field(/^(?:document )?status$/i), lines, front.lines),
    ...(about['original status'] === 'draft' && { original: 'draft' as const }),
    ...(version && { version }),
    ...(date && { date }),
    ...(owner && { owner }),
    ...(review && { review }),
  }
}

const versionField =
  /^(?:document |policy |current )?version(?: (?:no\.?|number))?$|^(?:issue|revision) (?:no\.?|number)$|^(?:issue|revision)$/i
const dateField =
  /^(?:document |policy |publication |effective |approval |issue |adoption )?date(?: (?:of (?:publication|issue|approval|adoption|policy|this version|last review)|approved|adopted|issued|published|effective|created|agreed))?$|^(?:effective (?:from|date)|in force from|adopted(?: on)?|approved(?: on)?|issued|published|last (?:updated|reviewed|amended|review(?: date)?))$/i
const ownerField =
  /^(?:(?:document|policy|information asset) )?(?:owner|author|lead|lead officer|sponsor)(?:s|\(s\))?$|^(?:responsible|accountable)\b|^(?:policy|document) (?:contact|holder)$|^(?:owned|written|produced|prepared) by$/i
const approverField =
  /^(?:approved|authorised|agreed|adopted|ratified) by$|^approv(?:er|ing (?:body|committee|officer))$/i
const reviewField =
  /^(?:next |date of (?:next )?|policy |scheduled |planned )?(?:review|revision)(?: (?:date|due|by|due date|on|due by))?$|^(?:to be reviewed|review due|next review due)(?: by| on)?$|^revision due$/i

function versionText(text: string): string | undefined {
  return (
    /\bversion\s*(?:no\.?|number)?\s*:?\s*(\d+(?:\.\d+)*[a-z]?)\b/i.exec(text)?.[1] ??
    /\bv\.?\s?(\d+(?:\.\d+)*)\b/i.exec(text)?.[1] ??
    /\b((?:issue|revision|edition)\s+(?:no\.?\s*)?\d+(?:\.\d+)*)/i.exec(text)?.[1]
  )
}

/** `2.1 (March 2024)` is version 2.1; a version that has only its day for a name keeps it. */
function undated(version: string | undefined): string | undefined {
  const [before = ''] = version?.split(dateIn(version) ?? '\n') ?? []
  return before.replace(/[\s,;:(–-]+$/, '') || version
}

function first(texts: string[], read: (text: string) => string | undefined): string | undefined {
  for (const text of texts) {
    const found = text.length <= 200 ? read(text) : undefined
    if (found) return found
  }
  return undefined
}

function yearIn(value: string): string | undefined {
  return /^(?:19|20)\d\d$/.exec(value.trim())?.[0]
}

const adoption = /\b(?:adopted|approved|ratified|agreed)\b/gi
const adopter =
  /\b(?:council|cabinet|committee|executive|board|governors|trustees|meeting|this (?:policy|procedure|document|code|guidance))\b/i

/** "Adopted by Full Council on 12 May 2021", said of the document and not of something in it. */
function adoptedOn(lines: Printed[], front: Printed[]): string | undefined {
  for (const line of lines) {
    if (line.text.length > 400) continue
    for (const { index } of line.text.matchAll(adoption)) {
      const after = line.text.slice(index, index + 110)
      const date = dateIn(after.split(/(?<=[a-z])\.\s/)[0] ?? '')
      if (date && (front.includes(line) || adopter.test(after) || /this policy/i.test(line.text))) return date
    }
  }
  return undefined
}

function statusOf(
  told: string | undefined,
  field: string | undefined,
  lines: Printed[],
  front: Printed[],
): Policy['status'] {
  for (const said of [told, field]) {
    if (!said) continue
    if (/digest/i.test(said)) return 'digest'
    if (/\bdraft|\bconsultation/i.test(said)) return 'draft'
    if (/\b(?:adopted|approved|final|in force|live|current|published|ratified)\b/i.test(said)) return 'adopted'
  }
  const stamped =
    lines.some(line => isDraftStamp(line.text)) ||
    front.some(line => /\bDRAFT\b|^draft\b|\(draft\)|\bdraft v?\d/i.test(line.text))
  if (stamped) return 'draft'
  const dated = [...fieldsOf(lines, front)].some(
    ([key, value]) =>
      /^(?:date )?(?:adopted|approved|ratified)|^(?:approval|adoption) date/i.test(key) && dateIn(value),
  )
  return dated || adoptedOn(lines, front) ? 'adopted' : 'unknown'
}

function reviewOf(
  told: string | undefined,
  fields: Map<string, string>,
  lines: Printed[],
  date: string | undefined,
): About['review'] {
  const [key, value] = told ? ['review', told] : ([...fields].find(([name]) => reviewField.test(name)) ?? [])
  const says = told ?? (key && value ? `${key}: ${value}` : sentenceOnReview(lines))
  if (!says) return undefined
  const named = dateIn(value ?? says) ?? yearIn(value ?? '')
  const months = named ? 0 : periodIn(says)
  const from = date ? lastDayOf(date) : undefined
  const due = named ? lastDayOf(named) : months > 0 && from ? monthsLater(from, months) : undefined
  return { says, ...(due && { due }) }
}

const reviewing =
  /\b(?:will|shall|must|should|is to|are to|be|is|are)\s+(?:also\s+)?(?:be\s+)?(?:formally\s+|regularly\s+)?(?:reviewed|updated)\b|\breview(?:ed)? (?:annually|every|within|yearly|date)|\bannual(?:ly)? review/i
const period =
  /\b(?:annual(?:ly)?|yearly|biennial(?:ly)?|every (?:other )?year|(?:within|every|after|each|in)\s+(?:the next\s+)?(?:\w+|\d+)\s+(?:months?|years?))\b/i

/** The sentence in which a document promises its own review. */
function sentenceOnReview(lines: Printed[]): string | undefined {
  for (const { text } of lines) {
    if (!reviewing.test(text)) continue
    const sentence = text
      .split(/(?<=[.!?])\s+(?=[A-Z])/)
      .find(
        each =>
          reviewing.test(each) &&
          (period.test(each) || dateIn(each)) &&
          (/^(?:to be|for|next|due for) review/i.test(each) ||
            /\b(?:policy|procedure|document|guide|guidance|guidelines|principles|code|it|strategy|plan|handbook|protocol)\b/i.test(
              each,
            )),
      )
    if (sentence && sentence.length <= 400) return (labelOf(sentence)?.rest ?? sentence).replace(/\s+/g, ' ').trim()
  }
  return undefined
}

const counts = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** In months; 0 where no period is named. */
function periodIn(says: string): number {
  const found = period.exec(says)?.[0].toLowerCase() ?? ''
  if (/biennial|every other year/.test(found)) return 24
  if (/annual|yearly|every year|each year/.test(found)) return 12
  const [, count = '', unit = ''] = /(\w+)\s+(months?|years?)$/.exec(found) ?? []
  const number = /^\d+$/.test(count) ? Number(count) : counts.indexOf(count)
  return number <= 0 || number > 120 ? 0 : unit.startsWith('year') ? number * 12 : number
}

function titleFromFile(file: string): string {
  const name = (file.split(/[/\\]/).at(-1) ?? '')
    .replace(/\.\w{1,5}$/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return name.charAt(0).toUpperCase() + name.slice(1)
}
