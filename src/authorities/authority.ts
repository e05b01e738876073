import { z } from 'zod'
import { keys } from './settings.ts'

const span = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, {
  error: issue => `write a span of hours as 09:00-17:00. It says "${issue.input}".`,
})
const spans = z.array(span).optional()

/** `policies/<authority>/authority.yaml`: a council, or councils that share their policies. */
export const Authority = keys({
  name: z.string().min(1),
  'other names': z.array(z.string().min(1)).default([]),
  kind: z.enum(['district', 'borough', 'county', 'unitary', 'town', 'parish', 'joint', 'other']),
  'time zone': z.string().default('Europe/London'),
  hours: keys({
    monday: spans,
    tuesday: spans,
    wednesday: spans,
    thursday: spans,
    friday: spans,
    saturday: spans,
    sunday: spans,
  }).default({}),
})
/** The id is the name of its folder. */
export type Authority = z.infer<typeof Authority> & { id: string }
