import type { Authority } from '../authorities/authority.ts'

/** A moment as the council's clock shows it: `Friday 20 November at 14:30`. The year stands there where it is another one. */
export function whenInWords(authority: Authority, at: Date, now: Date): string {
  const { day, year, time } = partsOf(authority, at)
  return `${day}${year === partsOf(authority, now).year ? '' : ` ${year}`} at ${time}`
}

function partsOf({ 'time zone': timeZone }: Authority, at: Date) {
  const parts = formatIn(timeZone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(one => one.type === type)?.value ?? ''
  return {
    day: `${part('weekday')} ${part('day')} ${part('month')}`,
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
  }
}

/** Making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
      ...{ hourCycle: 'h23', timeZone },
    })
  formats.set(timeZone, known)
  return known
}
