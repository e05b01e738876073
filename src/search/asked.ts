import { parse } from 'yaml'
import { z } from 'zod'
import { Fixable } from '../errors.ts'

/** `asked/<policy>.yaml`: for each clause, by a spelling of its ref, what staff type when it is the answer. */
export const AskLines = z.record(z.string(), z.array(z.coerce.string().trim().min(1)))
export type AskLines = z.infer<typeof AskLines>

export function readAskLines(yaml: string, file: string): AskLines {
  const read = AskLines.safeParse(parsed(yaml, file) ?? {})
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new Fixable(
    `${file}, at "${issue?.path.join(', line ')}": ${issue?.message}. Ask lines are written
"4.2":
  - can I take it home
  - who pays when it breaks`,
  )
}

function parsed(yaml: string, file: string): unknown {
  try {
    return parse(yaml)
  } catch (cause) {
    throw new Fixable(`${file} is not YAML: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
