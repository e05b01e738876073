import { z } from 'zod'
import { keys } from '../authorities/sentences.ts'
import { Id, yesNo } from '../authorities/written.ts'
import { Duration, minutes } from './duration.ts'
import { Condition, type Question, QuestionEntry } from './question.ts'
import { DeskSignals } from './spot-signals.ts'

/** How soon, and who hears of it while nobody has acted. These numbers are ours: "our target", never the policy's. */
const Pace = keys({
  acknowledge: Duration,
  assign: Duration,
  /** The longest that a reporter waits between two words from the desk. */
  update: Duration,
  ladder: z
    .array(keys({ after: Duration, tell: z.enum(['again', 'deputy', 'head', 'fallback']) }))
    .min(1)
    .refine(
      steps => steps.every(({ after }, n) => n === 0 || minutes(after) > minutes(steps[n - 1]?.after ?? after)),
      'each step must come after the one above it, counted from the report.',
    ),
  /** The last step comes again and again until a person acts, so this is short. */
  'then every': Duration.refine(
    every => ['minute', 'hour', 'working hour'].includes(every.unit) && minutes(every) <= 240,
    'the last step must come again within 4 hours: write minutes or hours, 4 hours at most.',
  ),
})
export type Pace = z.infer<typeof Pace>

/** The parts of a desk that a council may set differently for itself. */
export const adjustable = {
  'our targets': keys({ usual: Pace, urgent: Pace }),
  retention: keys({
    /** Counted from the day a case is closed. */
    keep: Duration,
    afterwards: z.enum(['delete', 'review']),
    /** Held: nothing is deleted, whatever its age, until somebody lifts the hold. */
    hold: yesNo.default(false),
  }),
  receipt: z.string().min(1).max(1000),
  'out of hours': z.string().min(1).max(1000),
}

/** `policies/desks/<id>.yaml`: what one desk takes and asks, the same for every authority. */
export const DeskFile = keys({
  id: Id,
  name: z.string().min(1).max(24),
  commands: z
    .array(
      z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'write a command in 2 to 32 lower-case letters, without a slash.'),
    )
    .min(1),
  for: z.string().min(1).max(300),
  /** What not to do before anybody has looked at it. A council's desks.yaml says which of its clauses that rests on. */
  'do not': z.string().min(1).max(300),
  /**
   * Somebody's safety may hang on a report: no limit stops one, one that is taken back still waits for the desk, and what was
   * decided is never kept without its reason.
   */
  safety: yesNo.default(false),
  /** `ask`: the form begins by asking whether anyone is in danger. `say`: it says to call 999 if so, and goes on. */
  danger: z.enum(['ask', 'say']),
  'sub-types': z
    .record(
      Id,
      keys({
        name: z.string().min(1).max(75),
        help: z.string().max(300).optional(),
        urgent: yesNo.default(false),
        'pre-election': yesNo.default(false),
      }),
    )
    .refine(given => Object.keys(given).length > 0, 'at least one sub-type must stand here.'),
  questions: z.record(Id, QuestionEntry),
  /** In any of these cases nothing is asked for, taken or shown that could be a copy of a picture. */
  'no pictures when': z.array(Condition).default([]),
  identity: z.array(z.enum(['named', 'confidential', 'anonymous-with-replies', 'anonymous'])).min(1),
  confidentiality: keys({
    /** What a notice in a chat may show beside the reference and the clock. */
    'notices show': z.enum(['reference', 'desk', 'sub-type']),
    says: z.string().min(1).max(500),
  }),
  /** Who is left out, beside the person a report is about. */
  'leave out': z.literal('their managers').optional(),
  /** How a case can end, for whoever closes it to choose from. */
  outcomes: z
    .record(Id, keys({ name: z.string().min(1).max(75), 'give reason': yesNo.default(false) }))
    .refine(given => Object.keys(given).length > 0, 'at least one outcome must stand here.')
    .default({
      'dealt-with': { name: 'Dealt with', 'give reason': false },
      'nothing-needed': { name: 'Nothing needed to be done', 'give reason': false },
      'passed-on': { name: 'Passed to somebody outside this council', 'give reason': false },
      mistaken: { name: 'Sent by mistake, or twice', 'give reason': false },
    }),
  'the law says': z.string().max(1000).optional(),
  support: z.string().max(500).optional(),
  'pre-election': yesNo.default(false),
  calendar: z.enum(['always', 'working hours']),
  /** Its usual notices may wait until the office opens, and then come together in one. Never those of an urgent report. */
  'can wait': yesNo.default(false),
  /** The question whose answer sets the clock: a journalist's deadline. */
  'deadline question': z.string().optional(),
  'side clocks': z
    .array(
      keys({
        name: z.string().min(1),
        within: Duration,
        /** The question whose answer starts it; the time of the report where there is none. */
        'starts at': z.string().optional(),
        when: Condition.default({}),
        law: z.string().min(1),
      }),
    )
    .default([]),
  ...adjustable,
  /** How a message is noticed to be a report for this desk. A desk without them is never offered. */
  signals: DeskSignals.optional(),
})
export type DeskFile = z.infer<typeof DeskFile>

/** The version names the form as it was when it was asked: it stays with each report. */
export type Desk = Omit<DeskFile, 'questions'> & { questions: Question[]; version: string }
