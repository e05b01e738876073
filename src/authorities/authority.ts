import { z } from 'zod'
import type { Holidays } from './one-offs.ts'
import { Agency, Line, Person, Role, Room } from './people.ts'
import { type Mistake, mustName } from './places.ts'
import { keys } from './sentences.ts'
import { Days, Id, Span, TimeZone } from './written.ts'
import { nations } from './yearly.ts'

const spans = z.array(Span).superRefine(inOrder).optional()

/** `policies/<authority>/authority.yaml`: a council, or councils that share their policies. */
export const Authority = keys({
  name: z.string().min(1),
  'other names': z.array(z.string().min(1)).default([]),
  kind: z.enum(['district', 'borough', 'county', 'unitary', 'town', 'parish', 'joint', 'other']),

  'time zone': TimeZone.default('Europe/London'),
  hours: keys({
    monday: spans,
    tuesday: spans,
    wednesday: spans,
    thursday: spans,
    friday: spans,
    saturday: spans,
    sunday: spans,
  }).default({}),
  'bank holidays': z.enum(nations).default('england-and-wales'),
  'closed days': z.array(Days).default([]),

  people: z.record(Id, Person).default({}),
  rooms: z.record(Id, Room).default({}),
  roles: z.record(Id, Role).default({}),
  agencies: z.record(Id, Agency).default({}),
  /** The role that is told when nobody else can be, and the last step of every ladder. */
  fallback: Id.optional(),
  'records officer': Id.optional(),
  administrator: Id.optional(),

  'emergency lines': z.array(Line).default([]),
  'out-of-hours lines': z.array(Line).default([]),
  'pre-election': keys({
    tell: z.array(Id).min(1),
    dates: z.array(keys({ days: Days, why: z.string().min(1) })).default([]),
  }).optional(),

  'slack workspaces': z
    .array(z.string().regex(/^[TE][A-Z0-9]+$/, 'write the id of a workspace, as T024BE7LH.'))
    .default([]),
  'teams tenants': z.array(z.string().min(1)).default([]),
})
/** The id is the name of its folder. The holidays are the same for every council that stands beside it. */
export type Authority = z.infer<typeof Authority> & { id: string; holidays: Holidays }

/** Every name that one line uses and another must hold. */
export function unknownNames(written: unknown): Mistake[] {
  const people = ['roles.*.people.*', 'roles.*.deputies.*', 'rooms.*.read by.*', 'people.*.manager']
  const roles = [
    'roles.*.head',
    'roles.*.instead.*',
    'fallback',
    'records officer',
    'administrator',
    'pre-election.tell.*',
  ]
  return [
    ...people.flatMap(place => mustName(written, place, 'person', namesIn(written, 'people'))),
    ...roles.flatMap(place => mustName(written, place, 'role', namesIn(written, 'roles'))),
    ...mustName(written, 'roles.*.rooms.*', 'room', namesIn(written, 'rooms')),
  ]
}

function namesIn(written: unknown, group: string): string[] {
  const held = z.object({ [group]: z.record(z.string(), z.unknown()) }).safeParse(written)
  return Object.keys(held.data?.[group] ?? {})
}

/** Two spans over each other would count the same hour twice. */
function inOrder(written: string[], context: z.RefinementCtx): void {
  for (const [n, span] of written.entries()) {
    if (n === 0 || span.slice(0, 5) >= (written[n - 1] ?? '').slice(6)) continue
    const message =
      'this span begins before the one in front of it ends. Write the spans of a day in their order, apart.'
    context.addIssue({ code: 'custom', path: [n], message })
  }
}
