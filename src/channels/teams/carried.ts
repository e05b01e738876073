import { z } from 'zod'
import { Act } from '../../chat/act.ts'

/**
 * What stands behind a button or a form. It lies with Teams and comes back from outside: it says what to do and where one came from,
 * holds no word of a report, and nothing in it is a right.
 */
export const Carried = z.strictObject({
  act: Act,
  /** The same for every try of one form. */
  submission: z.string().min(1).max(80).optional(),
  /** False: the form is asked for again, because an answer may have changed it. Nothing: somebody comes back to it, without its fields. */
  sent: z.boolean().optional(),
  /** Which part of a page that is too long for one card. */
  part: z.number().int().min(1).max(99).optional(),
  /** The conversation in which something that was answered in private may be shown. */
  at: z.string().min(1).max(300).optional(),
  /** Where one comes back to; with a submission, a form that is left half-way. */
  back: z.strictObject({ act: Act, submission: z.string().min(1).max(80).optional() }).optional(),
})
export type Carried = z.infer<typeof Carried>

/** The one name of ours beside the ids of questions, which are lower-case words as well but none of this length. */
export const ours = 'signpost:carried'

/** What a press brings: what stood behind the button, and beside it whatever was filled in. Nothing where it is none of ours. */
export function pressIn(value: unknown): { carried: Carried; inputs: Record<string, unknown> } | undefined {
  const held = z.record(z.string(), z.unknown()).safeParse(value).data
  const carried = Carried.safeParse(held?.[ours]).data
  if (!held || !carried) return undefined
  const inputs = Object.entries(held).filter(([name]) => name !== ours && name !== 'msteams' && name !== 'msTeams')
  return { carried, inputs: Object.fromEntries(inputs) }
}
