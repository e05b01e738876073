import { z } from 'zod'
import { Act } from '../../chat/act.ts'
import { pageAfter } from '../../chat/page-after.ts'

/** How many pages back somebody can go. */
const steps = 5

/**
 * What a window carries and brings back. It lies with Slack, so it says what the window is for and where it came from, and holds no
 * word of a report; what somebody has typed is kept here, sealed, under the window's id.
 */
export const Carried = z.strictObject({
  act: Act,
  submission: z.string().max(80).optional(),
  parts: z.number().int().min(1).max(20).optional(),
  noPictures: z.literal(true).optional(),
  /** The pages before this one, the last first. */
  back: z.array(Act).max(steps).optional(),
})
export type Carried = z.infer<typeof Carried>

export function carriedIn(metadata: string): Carried | undefined {
  try {
    return Carried.safeParse(JSON.parse(metadata)).data
  } catch {
    return undefined
  }
}

/** From one page to the next: the way back grows, and shrinks when somebody goes it. */
export function onward(from: Carried, to: Act): Carried {
  const { back = [] } = from
  const [here, there] = [pageOf(from.act), pageOf(to)]
  if (here && there && (isSame(here, there) || isLeafing(here, there))) return carried(to, back)
  if (there && back[0] && isSame(back[0], there)) return carried(to, back.slice(1))
  return carried(to, here ? [here, ...back].slice(0, steps) : back)
}

/** From one clause to the next, which has buttons of its own for going back. */
function isLeafing(here: Act, there: Act): boolean {
  return here.do === 'clause' && there.do === 'clause'
}

function carried(act: Act, back: Act[]): Carried {
  return { act, ...(back.length > 0 ? { back } : {}) }
}

/** What would be passed on is shown on top of its case: whoever comes back comes back to the case. */
function pageOf(act: Act): Act | undefined {
  return act.do === 'agency' ? { do: 'case', reference: act.reference } : pageAfter(act)
}

function isSame(one: Act, other: Act): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
