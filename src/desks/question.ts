import { z } from 'zod'
import { keys } from '../authorities/sentences.ts'
import { Id, yesNo } from '../authorities/written.ts'

/** One answer, or any of several: `yes`, `[child, adult]`. */
const OneOrMore = z.preprocess(
  written => (typeof written === 'string' ? [written] : written),
  z.array(z.string()).min(1),
)

/** Answers that must all have been given, by the id of their question. */
export const Condition = z.record(z.string(), OneOrMore)
export type Condition = z.infer<typeof Condition>

/**
 * What a form asks. The lengths are those that every channel can show: Slack cuts the words of an option at 75.
 * A choice has options; everything else is answered in the person's own words.
 */
export const QuestionEntry = keys({
  ask: z.string().min(1).max(150),
  help: z.string().max(1000).optional(),
  kind: z.enum(['text', 'paragraph', 'choice', 'date-and-time', 'person', 'link', 'file']),
  required: yesNo.default(false),
  options: z.record(Id, z.string().min(1).max(75)).optional(),
  several: yesNo.default(false),
  /** Words that may stand in place of a link: `I cannot link to it`. */
  or: z.string().min(1).max(75).optional(),
  'shown when': Condition.optional(),
  'hidden when': Condition.optional(),
  /** The answers that make the report urgent. */
  'urgent when': OneOrMore.optional(),
  /** What of a message that somebody reports goes in here. */
  'from a message': z.enum(['words', 'author', 'link', 'files']).optional(),
  /** A person of the council may pass this answer to an outside agency. No other answer ever goes there. */
  share: z.literal('agency').optional(),
}).refine(({ kind, options }) => (kind === 'choice') === (options !== undefined), {
  error: 'a choice has options, and nothing else has: add options, or change the kind.',
})
export type Question = z.infer<typeof QuestionEntry> & { id: string }
