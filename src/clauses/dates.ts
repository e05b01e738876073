/** Dates as UK documents print them, as ISO days. A month or a year alone means its last day: "by March 2024". */
export function lastDayOf(printed: string): string | undefined {
  const whole = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(printed)
  if (whole) return day(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const figures = new RegExp(`${ofNoVersion}(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})\\b`, 'i').exec(printed)
  if (figures) return day(century(figures[3] ?? ''), Number(figures[2]), Number(figures[1]))
  const named = new RegExp(
    `(?:${ofNoVersion}(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+)?\\b(${months})[a-z]*\\.?,?\\s+(\\d{4})\\b`,
    'i',
  ).exec(printed)
  if (named) return day(Number(named[3]), monthOf(named[2] ?? ''), named[1] ? Number(named[1]) : 0)
  const digits = /\b(\d{4})-(\d{2})\b|\b(\d{1,2})\/(\d{4})\b/.exec(printed)
  if (digits) return day(Number(digits[1] ?? digits[4]), Number(digits[2] ?? digits[3]), 0)
  const year = /\b(?:19|20)\d\d\b/.exec(printed)
  return year ? `${year[0]}-12-31` : undefined
}

/** A date printed anywhere in a text, with its own words only. */
export function dateIn(text: string): string | undefined {
  const forms = [
    `${ofNoVersion}\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+(?:${months})[a-z]*\\.?,?\\s+\\d{4}\\b`,
    `\\b(?:${months})[a-z]*\\.?,?\\s+\\d{4}\\b`,
    '\\b\\d{4}-\\d{2}(?:-\\d{2})?\\b',
    `${ofNoVersion}\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})\\b`,
  ]
  return new RegExp(forms.join('|'), 'i').exec(text)?.[0]
}

export function monthsLater(iso: string, count: number): string {
  const [year = 0, month = 1, date = 1] = iso.split('-').map(Number)
  const total = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
  const wasLast = date === daysIn(year, month)
  return iso8601(toYear, toMonth, wasLast ? daysIn(toYear, toMonth) : Math.min(date, daysIn(toYear, toMonth)))
}

/** "Version 2.1 March 2024" was not made on the first: the figures belong to the version. */
const ofNoVersion = '(?<!\\d\\.|(?<!this )\\b(?:version|v)\\.?(?: (?:no\\.?|number))?\\s+)\\b'

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'

function monthOf(name: string): number {
  return months.split('|').findIndex(each => each.toLowerCase() === name.slice(0, 3).toLowerCase()) + 1
}

function century(year: string): number {
  return year.length === 4 ? Number(year) : 2000 + Number(year)
}

/** Day 0 is the last of the month. A day that does not exist is no date. */
function day(year: number, month: number, date: number): string | undefined {
  if (month < 1 || month > 12 || year < 1900 || year > 2199 || date > daysIn(year, month)) return undefined
  return iso8601(year, month, date === 0 ? daysIn(year, month) : date)
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso8601(year: number, month: number, date: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
