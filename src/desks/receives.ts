import { z } from 'zod'
import { keys } from '../authorities/sentences.ts'
import { Id, yesNo } from '../authorities/written.ts'
import { adjustable, type Desk } from './desk.ts'
import { Duration } from './duration.ts'

const listed = z.preprocess(written => (typeof written === 'string' ? [written] : written), z.array(z.string()).min(1))

/**
 * What a line stands on: clauses, by the name of the document in this council's folder (`social-media-policy: [4 c), 5 a)]`),
 * or our own choice, said as such, where no document says it. Both where the clause needs reading.
 */
const grounds = { 'rests on': z.record(z.string(), listed).optional(), 'our choice': z.string().min(1).optional() }
const hasGrounds = {
  when: ({ value }: { value: unknown }) => typeof value === 'object',
  error:
    'say which clause this rests on ("rests on:"), or, where no document says it, why you chose it ("our choice:").',
}
const isGrounded = (line: Grounds) => line['rests on'] !== undefined || line['our choice'] !== undefined
const count = z
  .string()
  .regex(/^[1-9]$/, 'write a number from 1 to 9.')
  .transform(Number)
export type Grounds = { 'rests on'?: Record<string, string[]> | undefined; 'our choice'?: string | undefined }

/** Who is told: a role of this council; or an agency, by the role that may pass something on to it. */
const Told = keys({ role: Id.optional(), agency: Id.optional(), 'passed on by': Id.optional(), ...grounds })
  .refine(isGrounded, hasGrounds)
  .refine(
    ({ role, agency }) => (role === undefined) !== (agency === undefined),
    'name either a role or an agency here.',
  )
  .refine(
    line => (line.agency === undefined) === (line['passed on by'] === undefined),
    'an agency is told only by a person of the council: say who with "passed on by:", and say it of agencies only.',
  )
export type Told = z.infer<typeof Told>

/** Something to do or to say, and what it stands on. */
const Saying = keys({ says: z.string().min(1).max(500), ...grounds }).refine(isGrounded, hasGrounds)
export type Saying = z.infer<typeof Saying>

const Rule = keys({
  when: keys({
    'sub-type': listed.optional(),
    urgent: yesNo.optional(),
    time: z.enum(['in hours', 'out of hours']).optional(),
    'pre-election': yesNo.optional(),
  }).optional(),
  tell: z.array(Told).min(1),
  /** Others to whom the person may go instead, whom no notice can reach: "your manager". */
  'other way': z.array(Saying).default([]),
})
export type Rule = z.infer<typeof Rule>

/** One desk in one council's `desks.yaml`. */
const Here = keys({
  'do not': keys({ says: z.string().min(1).max(300).optional(), ...grounds }).optional(),
  /** The first that fits is taken; the last fits everything. */
  'who receives': z.array(Rule).min(1).superRefine(endsInDefault),
  /** Sentences that the form shows, such as wording that staff must use. */
  notes: z.array(Saying).default([]),
  /** A log of warnings to one user, found by the answer that is the address of their page; then one role alone may block. */
  'warnings log': keys({
    'sub-type': z.string(),
    warnings: count,
    'found by': z.string(),
    'only blocks': Id,
    ...grounds,
  })
    .refine(isGrounded, hasGrounds)
    .optional(),
  /** A clock that this council's own document sets. */
  clocks: z
    .array(
      keys({ name: z.string(), within: Duration, 'starts at': z.string().optional(), ...grounds }).refine(
        isGrounded,
        hasGrounds,
      ),
    )
    .default([]),
  'our targets': adjustable['our targets'].optional(),
  retention: adjustable.retention.optional(),
  receipt: adjustable.receipt.optional(),
  'out of hours': adjustable['out of hours'].optional(),
})
export const DesksFile = z.record(Id, Here)
export type DesksFile = z.infer<typeof DesksFile>

/** A desk as it is in one council: the shared form, with what that council's `desks.yaml` says. */
export type DeskHere = Omit<Desk, 'do not'> &
  Omit<z.infer<typeof Here>, keyof typeof adjustable | 'do not'> & { 'do not': Saying }

function endsInDefault(rules: { when?: unknown }[], context: z.RefinementCtx): void {
  for (const [n, rule] of rules.entries()) {
    const last = n === rules.length - 1
    if (last === (rule.when === undefined)) continue
    const message = last
      ? 'the last rule must have no "when:", so that it receives every report that no rule before it took. Add one.'
      : 'a rule without "when:" takes every report, so the rules after it are never reached. Move it to the end.'
    context.addIssue({ code: 'custom', path: [n], message })
  }
}
