import { z } from 'zod'

/** `policies/law.yaml`: laws and official advice that a policy may name although they have been replaced. */
export const Law = z.strictObject({
  names: z.array(z.string().min(3)).min(1),
  says: z.string().min(10),
  kind: z.enum(['replaced', 'newer', 'misnamed', 'advice']),
  source: z.string().optional(),
})
export type Law = z.infer<typeof Law>

export const Laws = z.strictObject({ laws: z.array(Law) })

/** The notes on laws that a text names, in the order of the file. */
export function lawsNamed(text: string, laws: Law[]): Law[] {
  const flat = flatten(text)
  return laws.filter(law => law.names.some(name => flat.includes(flatten(name))))
}

function flatten(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `
}
