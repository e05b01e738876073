import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Raised whenever what is written, or how words are read, changes: an older index is then built again. */
export const format = 5

/** What an index says of itself. Written last: a folder without it was never finished. */
export const Manifest = z.strictObject({
  format: z.literal(format),
  authority: z.string(),
  built: z.iso.datetime(),
  embedder: z.strictObject({ model: z.string(), dimensions: z.number().int().positive() }),
  /** Of everything it was made from: an index whose fingerprints are not today's is out of date. */
  fingerprints: z.record(z.string(), z.string()),
  counts: z.strictObject({ policies: z.number(), clauses: z.number(), lines: z.number() }),
  /** Sentences for the policy owner, such as ask lines that belong to no clause. */
  problems: z.array(z.string()),
  files: z.record(z.string(), z.strictObject({ bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

export function fingerprint(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
