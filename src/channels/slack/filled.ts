import { z } from 'zod'
import { inputIds } from './input-ids.ts'

const Option = z.object({ value: z.string(), text: z.object({ text: z.string() }) })
const File = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  size: z.number().nullish(),
})

/** What stands in the fields of a window, as Slack sends it with each press in it. */
export const State = z.object({
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        type: z.string(),
        value: z.string().nullish(),
        selected_option: Option.nullish(),
        selected_options: z.array(Option).nullish(),
        selected_date_time: z.number().nullish(),
        files: z.array(File).nullish(),
      }),
    ),
  ),
})
export type State = z.infer<typeof State>
type Entry = State['values'][string][string]
type Given = Record<string, unknown>

/**
 * The answers that a window holds now, over those from before. A question that it shows is answered as it stands there, and not at all
 * where that is empty; one that it does not show keeps its answer, since it may come back with the next choice.
 */
export function givenIn(state: State, before: Given, shown: (at: number) => string): Given {
  const blocks = Object.entries(state.values).flatMap(([block, elements]) =>
    Object.values(elements).map(entry => ({ block, entry })),
  )
  const questions = new Set(blocks.map(({ block }) => inputIds.questionOf(block)))
  const given: Given = Object.fromEntries(Object.entries(before).filter(([id]) => !questions.has(id)))
  for (const question of questions) {
    const own = blocks.filter(({ block }) => inputIds.questionOf(block) === question)
    const answer = answerIn(own, shown)
    if (answer !== undefined) given[question] = answer
  }
  return given
}

interface Part {
  block: string
  entry: Entry
}

function answerIn(parts: readonly Part[], shown: (at: number) => string): unknown {
  if (parts.some(({ block, entry }) => entry.type === 'file_input' || inputIds.kindOf(block) === 'kept'))
    return filesIn(parts)
  const words = wordsIn(parts)
  if (words !== undefined) return words
  const ticked = parts.find(({ block }) => inputIds.kindOf(block) === 'or')?.entry.selected_options?.[0]
  if (ticked) return ticked.text.text
  const [entry] = parts.map(({ entry }) => entry)
  if (entry?.selected_option) return entry.selected_option.value
  if (entry?.selected_options && entry.selected_options.length > 0)
    return entry.selected_options.map(({ value }) => value)
  return entry?.selected_date_time ? shown(entry.selected_date_time) : undefined
}

/** The parts of one long answer in their order, with nothing put between them. */
function wordsIn(parts: readonly Part[]): string | undefined {
  const written = parts
    .filter(({ entry }) => entry.type === 'plain_text_input')
    .sort((a, b) => numberOf(a.block) - numberOf(b.block))
    .map(({ entry }) => entry.value ?? '')
    .join('')
  return written === '' ? undefined : written
}

function numberOf(block: string): number {
  return Number(inputIds.kindOf(block) || '1')
}

/** Files that were named before and not taken out, and those that were added; each once. */
function filesIn(parts: readonly Part[]) {
  const kept = parts
    .filter(({ block }) => inputIds.kindOf(block) === 'kept')
    .flatMap(({ entry }) => entry.selected_options ?? [])
    .map(({ value, text }) => ({
      id: value.split(':')[0] ?? '',
      name: text.text,
      bytes: Number(value.split(':')[1] ?? 0),
    }))
  const added = parts
    .flatMap(({ entry }) => entry.files ?? [])
    .map(({ id, name, title, size }) => ({ id, name: name || title || 'file', bytes: size ?? 0 }))
  const once = [...new Map([...kept, ...added].map(file => [file.id, file])).values()]
  return once.length > 0 ? once : undefined
}
