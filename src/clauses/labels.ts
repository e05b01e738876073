/**
 * What label a line may carry: `2.1.3`, `4.`, `(a)`, `iv)`, `Appendix 1`, `Section 3 –`. A label on its own proves nothing:
 * `i)` is a letter after `h)` and a roman number before `ii)`, and `12 March` is no clause. So a label has *readings*,
 * and the sequence it stands in (sequence.ts) decides which one holds, if any.
 */
export interface Label {
  /** As printed, with its punctuation: `2.1.3`, `(a)`, `I)`. */
  printed: string
  /** As a person would cite it: `5` for `5.0`, `4` for `4.`, `l)`, `Appendix 1`. */
  shown: string
  rest: string
  readings: Reading[]
  /** So easily something else (`1 Title`, `A. Smith`) that its neighbours must bear it out. */
  weak: boolean
}

export interface Reading {
  /** `number`, or the shape of the label with `a` or `i` in it: `(a)`, `i)`, `A.`, `1)`; or the word: `appendix`. */
  family: string
  parts: number[]
}

const number =
  /^(\d{1,3}(?:\.\d{1,3}){0,5})(?:\.?\(?([a-z])\)?)?([.):]?)(?:\s*[-–—](?=\s)\s+|\s+(?::\s+)?|$|(?=[A-Z][a-z]))/
const lettered = /^([A-Z])\.?(\d{1,2}(?:\.\d{1,3}){0,4})([.):]?)(?:\s+(?:[-–—:]\s+)?|$)/
const single = /^(\(?)(\d{1,3}|[a-z]|[A-Z]|[ivx]{1,6}|[IVX]{1,6})([.)])(?:\s+|$)/
const bracketed = /^(\()(\d{1,3}|[a-z]|[A-Z]|[ivx]{1,6}|[IVX]{1,6})(\))/
const bare = /^([a-z]|[ivx]{2,5})\s+(?=\S)/
const misread = /^([\dlIO]{1,3}(?:\.[\dlIO]{1,3})+)[.)]?\s+/
/** A number with one of these behind it counts or dates something. */
const counted =
  /^(?:%|am\b|pm\b|noon\b|[a-z]|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b[ ,.]*(?:\d|$))/
const measured =
  /^(?:metres?|miles?|hours?|minutes?|days?|weeks?|months?|years?|per\s?cent|percent|million|billion|per)\b/

export function labelOf(text: string): Label | undefined {
  const label =
    wordLabel(text) ??
    bracketLabel(text) ??
    // `2.l` is 2.1 far more often than the letter l of 2.
    (/^\d{1,3}\.[lI]\s/.test(text) ? misreadLabel(text) : undefined) ??
    numberLabel(text) ??
    letteredLabel(text) ??
    misreadLabel(text) ??
    bareLabel(text)
  if (!label) return undefined
  // Two tabs make three cells: a row of a table, whose first cell is a cell.
  const cells = label.rest.split('\t').length
  const row = cells > 2 || (cells === 2 && text[label.printed.length] === '\t' && label.readings[0]?.parts.length === 1)
  return row ? undefined : label
}

/** "Section 4.2 Claims" is 4.2 by another name; "Section 4.2 sets out" is a sentence. */
const spelledOut =
  /^(?:[Ss]ection|SECTION|[Cc]lause|CLAUSE|[Pp]aragraph|[Pp]ara|[Rr]ule)\s+(?=\d{1,3}\.\d[\d.]*(?:\s*[-–—:.]|\s+\p{Lu}|$))/u

function numberLabel(whole: string): Label | undefined {
  const text = whole.replace(spelledOut, '')
  const match = number.exec(text)
  if (!match?.[1]) return undefined
  const [printed, digits, letter, stop = ''] = match
  const rest = text.slice(printed.length)
  const numbers = digits.split('.').map(Number)
  const decimal = numbers.length > 1
  // "10 - 15 people" is a span.
  if (measured.test(rest) || (/[-–—]\s*$/.test(printed) && /^\d/.test(rest))) return undefined
  if (counted.test(rest) && !(stop && !decimal) && !(decimal && /^[a-z]{4}/.test(rest))) return undefined
  if (!decimal && !stop && /^\S/.test(rest) && !/\s/.test(printed)) return undefined
  const parts = letter ? [...numbers, letterValue(letter)] : withoutZero(numbers)
  return {
    printed: whole.slice(0, whole.length - text.length) + printed.trim().replace(/\s*[-–—:]$/, ''),
    shown: letter ? printed.trim().replace(/[.:]?(\s*[-–—:])?$/, '') : parts.join('.'),
    rest,
    readings: [{ family: 'number', parts }],
    weak: (!decimal && !stop && !/[-–—]\s*$/.test(printed)) || letter !== undefined,
  }
}

/** `1.0` is how some print the heading of section 1. */
function withoutZero(numbers: number[]): number[] {
  return numbers.length === 2 && numbers[1] === 0 ? numbers.slice(0, 1) : numbers
}

/** `A1`, `A.1`, `B2.3`: numbers of an annex that name it themselves. */
function letteredLabel(text: string): Label | undefined {
  const match = lettered.exec(text)
  if (!match?.[1] || !match[2]) return undefined
  const rest = text.slice(match[0].length)
  if (counted.test(rest)) return undefined
  const family = match[1] === 'Q' ? 'question' : `number ${match[1]}`
  const printed = match[0].trim().replace(/\s*[-–—:]$/, '')
  const parts = match[2].split('.').map(Number)
  return { printed, shown: printed.replace(/[.):]$/, ''), rest, readings: [{ family, parts }], weak: true }
}

function bracketLabel(text: string): Label | undefined {
  const match = bracketed.exec(text) ?? single.exec(text)
  if (!match?.[2] || (match[1] === '(' && match[3] !== ')')) return undefined
  if (match[3] === '.' && /^\d/.test(match[2])) return undefined
  return shaped(text, match[0], match[1] ?? '', match[2], match[3] ?? '')
}

function shaped(text: string, matched: string, open: string, core: string, close: string): Label {
  const readings: Reading[] = []
  const shape = (inner: string) => `${open}${inner}${close}`
  const upper = core === core.toUpperCase()
  if (/^\d/.test(core)) readings.push({ family: shape('1'), parts: [Number(core)] })
  if (/^[a-z]$/i.test(core)) readings.push({ family: shape(upper ? 'A' : 'a'), parts: [letterValue(core)] })
  const roman = romanValue(core)
  if (roman) readings.push({ family: shape(upper ? 'I' : 'i'), parts: [roman] })
  const printed = shape(core)
  const rest = text.slice(matched.length).trimStart()
  // A person cites "4 a)" even where "a." is printed, and "A" where "A." heads a section.
  const shown = close !== '.' ? printed : upper ? core : `${core})`
  return { printed, shown, rest, readings, weak: close === '.' && upper }
}

/**
 * `a Motions on the agenda …`, `ii the names of those present`: a letter alone, as standing orders print them. Only where its
 * neighbours go on with it; and "a" is no label before a small letter, nor "i", which are words.
 */
function bareLabel(text: string): Label | undefined {
  const [matched, core] = bare.exec(text) ?? []
  if (!matched || !core) return undefined
  const { rest, ...label } = shaped(text, matched, '', core, '')
  const isWord = core === 'a' && !/^[\p{Lu}\d"'“‘]/u.test(rest)
  return isWord ? undefined : { ...label, rest, shown: `${core})`, weak: true }
}

/** Digits that a scan made letters of: `2.l` for `2.1`. Only a sequence that expects the number accepts it. */
function misreadLabel(text: string): Label | undefined {
  const match = misread.exec(text)
  if (!match?.[1] || !/[lIO]/.test(match[1]) || !/^[lI.]+$|\d/.test(match[1])) return undefined
  const digits = match[1].replace(/[lI]/g, '1').replace(/O/g, '0')
  const parts = withoutZero(digits.split('.').map(Number))
  const rest = text.slice(match[0].length)
  return {
    printed: match[1],
    shown: parts.join('.'),
    rest,
    readings: [{ family: 'number', parts }],
    weak: !/\d/.test(match[1]),
  }
}

const words =
  /^(appendix|annexe?|schedule|addendum|attachment|part|chapter|section|article|clause|rule|principle|standard|stage|step)\s+(?:no\.?\s+)?['"‘“]?(\d{1,3}|[A-Z]|[IVX]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)['"’”]?(?![\w.]*\w)\s*([-–—:.)]*)\s*/i
/** What may stand between the word with its number and a sentence that only mentions it. */
const mentioned =
  /^(?:of|and|or|to|is|are|was|will|must|may|should|shall|above|below|in|on|for|contains?|sets?|applies|apply)\b/

export const appendixWords = new Set(['appendix', 'annex', 'annexe', 'schedule', 'addendum', 'attachment'])
export const containerWords = new Set([...appendixWords, 'part', 'chapter', 'section'])

/** `rule`, `principle`, `step`, `question`: labels that say what they count. */
export function isWordFamily(family: string): boolean {
  return /^[a-z]{4,}$/.test(family) && family !== 'number'
}

function wordLabel(text: string): Label | undefined {
  const match = words.exec(text)
  if (!match?.[1] || !match[2]) return undefined
  const rest = text.slice(match[0].length)
  const word = match[1].toLowerCase()
  const apart = /[-–—:.]/.test(match[3] ?? '')
  if (!apart && (mentioned.test(rest) || /^[a-z,;]/.test(rest))) return undefined
  const value = numberWord(match[2])
  const shown = `${word.charAt(0).toUpperCase()}${word.slice(1)} ${/^[a-z]{3}/i.test(match[2]) && !romanValue(match[2]) ? value : match[2].toUpperCase()}`
  const printed = text.slice(0, match[0].length - (match[3]?.length ?? 0)).trim()
  const family = word === 'annexe' ? 'annex' : word
  return {
    printed: printed.replace(/\s*[-–—:.)]+$/, ''),
    shown,
    rest,
    readings: [{ family, parts: [value] }],
    weak: !apart,
  }
}

const counting = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

function numberWord(printed: string): number {
  const at = counting.indexOf(printed.toLowerCase())
  if (at >= 0) return at + 1
  if (/^\d+$/.test(printed)) return Number(printed)
  return romanValue(printed) && printed.length > 1 ? romanValue(printed) : letterValue(printed)
}

export function letterValue(letter: string): number {
  return letter.toLowerCase().charCodeAt(0) - 96
}

const romans = /^(x{0,3})(ix|iv|v?i{0,3})$/i

/** 0 for what is no roman number up to 39. */
export function romanValue(text: string): number {
  if (text === '' || !romans.test(text)) return 0
  const values: Record<string, number> = { i: 1, v: 5, x: 10 }
  const digits = [...text.toLowerCase()].map(letter => values[letter] ?? 0)
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0)
}
