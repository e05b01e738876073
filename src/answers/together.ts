import { z } from 'zod'

/**
 * `policies/<authority>/together.yaml`: clauses that must be shown side by side, because one alone misleads:
 * two that pull apart, the same rule twice, or a second duty that the first does not mention.
 */
export const Together = z.strictObject({
  clauses: z.array(z.strictObject({ policy: z.string().min(1), ref: z.string().min(1) })).min(1),
  says: z.string().min(10),
  kind: z.enum(['differ', 'same', 'also']),
})
export type Together = z.infer<typeof Together>

export const TogetherFile = z.strictObject({ together: z.array(Together) })
