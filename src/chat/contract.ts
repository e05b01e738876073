import { z } from 'zod'
import type { Citation } from '../answers/answer.ts'
import { Fixable } from '../errors.ts'
import { type Asking, ask, type Library } from './ask.ts'

/**
 * `ask --json` and `ask --jsonl`: the format other programs rely on. A line in, a line out, in order; a line that cannot
 * be read gets an error of its own and the rest go on.
 */
const Line = z.object({
  id: z.unknown().optional(),
  authority: z.string().nullish(),
  question: z.string(),
  before: z.string().nullish(),
})

export async function contractLine(
  library: Library,
  line: string,
  rest: Pick<Asking, 'authority' | 'asked'>,
  now: Date,
) {
  const read = Line.safeParse(parsed(line))
  if (!read.success)
    return { id: idOf(line), error: 'This line is not JSON with an "id", an "authority" and a "question".' }
  const { id = null, question, authority, before } = read.data
  try {
    return await contractAnswer(
      library,
      id,
      { ...rest, question, authority: authority ?? rest.authority, before: before ?? undefined },
      now,
    )
  } catch (error) {
    if (error instanceof Fixable) return { id, error: error.message }
    throw error
  }
}

export async function contractAnswer(library: Library, id: unknown, asking: Asking, now: Date) {
  const started = performance.now()
  const said = await ask(library, asking, now)
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  const { outcome, answer, choices } = said
  return { id, outcome, answer, citations: said.citations.map(contractCitation), choices, desk: said.desk, ms }
}

function contractCitation({ policy, ref, heading, text, status, page }: Citation) {
  return { policy, ref, heading, text, status, page }
}

function parsed(line: string): unknown {
  try {
    // A file that Windows wrote begins with a mark that is not JSON.
    return JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function idOf(line: string): unknown {
  return z.object({ id: z.unknown() }).safeParse(parsed(line)).data?.id ?? null
}
