import { z } from 'zod'
import { dayNumber, monthsAfter, weekdayOf } from './clock.ts'
import { keys } from './sentences.ts'
import { Day } from './written.ts'
import { nations, yearly } from './yearly.ts'

const OneOff = keys({
  day: Day.refine(day => weekdayOf(dayNumber(day)) % 6 !== 0, 'this is a Saturday or a Sunday. Write the weekday.'),
  'instead of': Day.optional(),
  where: z.preprocess(
    written => (written === 'everywhere' ? [...nations] : written),
    z.array(z.enum(nations), { error: `write everywhere, or a list of: ${nations.join(', ')}.` }).min(1),
  ),
  why: z.string().min(1),
})
export type OneOff = z.infer<typeof OneOff>

/** `policies/holidays.yaml`: what no rule knows of the bank holidays of the United Kingdom. */
export const Holidays = keys({
  /** The last day of the government's list when somebody looked at it. */
  'known until': Day,
  'one-off days': z.array(OneOff).superRefine(areNews),
})
export type Holidays = z.infer<typeof Holidays>

/** A sentence for whoever looks after the file, from six months before it ends: the government's list is longer by then. */
export function endsSoon(file: string, { 'known until': end }: Holidays, now: Date): string | undefined {
  const today = now.toISOString().slice(0, 10)
  if (today < monthsAfter(end, -6)) return undefined
  const ended = today > end ? ' Since then, clocks of the law may be wrong by a day.' : ''
  return `${file} knows the bank holidays until ${end}.${ended} Look at https://www.gov.uk/bank-holidays, add the days on it that come only once, and write the last day that it covers after "known until:".`
}

/** A slip in a year would otherwise be a holiday that nobody keeps, and a clock of the law a day late. */
function areNews(days: OneOff[], context: z.RefinementCtx): void {
  for (const [n, { day, 'instead of': moved, where }] of days.entries()) {
    const says = (key: string, message: string) => context.addIssue({ code: 'custom', path: [n, key], message })
    const known = (date: string) => where.filter(nation => yearly(nation, Number(date.slice(0, -6))).has(date))
    if (known(day).length > 0) says('day', `this is a bank holiday every year in ${known(day).join(', ')}.`)
    if (moved && known(moved).length < where.length)
      says('instead of', 'this is no bank holiday that comes by rule. Write the day of the holiday that is moved.')
    const twice = days
      .slice(0, n)
      .some(other => other.day === day && other.where.some(nation => where.includes(nation)))
    if (twice) says('day', 'this day stands here twice.')
  }
}
