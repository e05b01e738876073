import { z } from 'zod'

const day = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
const span = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'write a span as 09:00-17:00')

/** `policies/<authority>/authority.yaml`: a council, or councils that share their policies. */
export const Authority = z.strictObject({
  name: z.string().min(1),
  'other names': z.array(z.string().min(1)).default([]),
  kind: z.enum(['district', 'borough', 'county', 'unitary', 'town', 'parish', 'joint', 'other']),
  'time zone': z.string().default('Europe/London'),
  hours: z.partialRecord(day, z.array(span)).default({}),
})
export type Authority = z.infer<typeof Authority> & { id: string }
