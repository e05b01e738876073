import { filledIn } from '../support/filled-in.ts'
import type { Place } from './plain-rows.ts'
import { openedIn, somebody } from './reports.ts'
import { median } from './timing.ts'

const many = 20_000
const atOnce = 100

/** How long somebody with a post waits for the list of their desk, when so many cases are open in their council. */
export async function listTimes(place: Place): Promise<void> {
  const { cases, close } = await openedIn(place)
  const content = filledIn('lewes-eastbourne', 'content', { 'sub-type': 'other' })
  const safeguarding = filledIn('lewes-eastbourne', 'safeguarding', {})
  // One in ten is of another desk, and not seen by the one that has the most.
  const open = (number: number) =>
    cases.open(somebody(`staff-${number}`, number), {
      ...(number % 10 === 0 ? { desk: 'safeguarding', given: safeguarding } : { desk: 'content', given: content }),
      ...{ submission: `${number}`, clauses: [] },
    })
  for (let n = 0; n < many; n += atOnce) await Promise.all(Array.from({ length: atOnce }, (_, at) => open(n + at)))

  console.log(`  a desk's list, of ${many.toLocaleString('en-GB')} open cases (median and slowest of 21):`)
  for (const [who, page] of [
    ['pretend-engagement-lead', 0],
    ['pretend-engagement-lead', 100],
    ['pretend-senior-safeguarding-officer', 0],
  ] as const) {
    const times: number[] = []
    let seen = ''
    for (let n = 0; n < 21; n++) {
      const began = performance.now()
      const { cases: shown, more } = await cases.inbox(somebody(who), { page })
      times.push(performance.now() - began)
      seen = `${shown.length} shown, page ${page + 1}, ${more} more`
    }
    console.log(
      `    ${median(times).toFixed(1).padStart(6)} ms, ${Math.max(...times)
        .toFixed(1)
        .padStart(6)} ms  ${who}: ${seen}`,
    )
  }
  await close()
}
