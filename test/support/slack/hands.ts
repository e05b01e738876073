import { inputIds } from '../../../src/channels/slack/input-ids.ts'
import { type Block, type Element, fieldsOn, type Screen } from './screen.ts'

interface Entry {
  type: string
  value?: string | null
  selected_option?: object | null
  selected_options?: object[]
  selected_date_time?: number | null
  files?: object[]
}

type Press = (blockId: string, action: object) => Promise<unknown>

/**
 * Somebody's hands in a window. As in Slack, what was typed stays in a field for as long as its block and its element keep their ids, and a
 * field that is new begins with what the window says; a field that is no longer there is forgotten.
 */
export class Hands {
  private entries = new Map<string, Entry>()
  private window: string | undefined

  look(screen: Screen): void {
    if (this.window !== screen.id) this.entries = new Map()
    this.window = screen.id
    const there = fieldsOn(screen)
    const kept = there.map(({ block, element }) => {
      const key = keyOf(block, element)
      return [key, this.entries.get(key) ?? initial(element)] as const
    })
    this.entries = new Map(kept)
  }

  state(screen: Screen | undefined) {
    const values = (screen ? fieldsOn(screen) : []).map(({ block, element }) => [
      block.block_id ?? '',
      { [element.action_id]: this.entries.get(keyOf(block, element)) },
    ])
    return { values: Object.fromEntries(values) }
  }

  /** A required field that is empty: Slack itself does not send that. */
  leftEmpty(screen: Screen): string | undefined {
    const empty = fieldsOn(screen).find(({ block, element }) => {
      const { value, selected_option, selected_options, selected_date_time, files } = this.entries.get(
        keyOf(block, element),
      ) ?? { type: '' }
      const filled =
        value ||
        selected_option ||
        (selected_options ?? []).length > 0 ||
        selected_date_time ||
        (files ?? []).length > 0
      return block.type === 'input' && block.optional !== true && !filled
    })
    return empty?.block.label?.text
  }

  /** Fills in by the ids of questions. A choice that Slack tells at once may bring further questions. */
  async fill(given: Record<string, unknown>, screen: () => Screen | undefined, press: Press): Promise<void> {
    const left = new Map(Object.entries(given))
    while (left.size > 0) {
      const [question, answer] = [...left].find(([id]) => partsOf(screen(), id).length > 0) ?? []
      if (question === undefined) throw new Error(`There is no field for: ${[...left.keys()].join(', ')}`)
      left.delete(question)
      await this.answer(question, answer, screen, press)
    }
  }

  private async answer(
    question: string,
    answer: unknown,
    screen: () => Screen | undefined,
    press: Press,
  ): Promise<void> {
    const [first] = partsOf(screen(), question)
    if (first?.element.type === 'plain_text_input' && typeof answer === 'string')
      return this.write(question, answer, screen, press)
    const file = partsOf(screen(), question).find(({ element }) => element.type === 'file_input')
    const part = file ?? first
    if (!part) return
    const entry = chosen(part.element, answer)
    const before = JSON.stringify(this.entries.get(keyOf(part.block, part.element)))
    this.entries.set(keyOf(part.block, part.element), entry)
    const tells = part.block.dispatch_action === true || part.block.type === 'actions'
    if (tells && JSON.stringify(entry) !== before)
      await press(part.block.block_id ?? '', { action_id: part.element.action_id, ...entry })
  }

  /** As much as a field holds goes into each part; where the parts do not suffice, "More room to write" is pressed. */
  private async write(question: string, words: string, screen: () => Screen | undefined, press: Press): Promise<void> {
    const parts = () => partsOf(screen(), question).filter(({ element }) => element.type === 'plain_text_input')
    const or = partsOf(screen(), question).find(({ element }) => element.type === 'checkboxes')
    if (or && or.element.options?.[0]?.text.text === words) {
      this.entries.set(keyOf(or.block, or.element), { type: 'checkboxes', selected_options: or.element.options })
      return
    }
    while (words.length > parts().length * 3000) await press('more', { type: 'button', action_id: 'more' })
    for (const [at, { block, element }] of parts().entries())
      this.entries.set(keyOf(block, element), {
        type: 'plain_text_input',
        value: words.slice(at * 3000, (at + 1) * 3000) || null,
      })
  }
}

function partsOf(screen: Screen | undefined, question: string) {
  return (screen ? fieldsOn(screen) : []).filter(({ block }) => inputIds.questionOf(block.block_id ?? '') === question)
}

function keyOf(block: Block, element: Element): string {
  return `${block.block_id} ${element.action_id}`
}

function initial({ type, initial_value, initial_option, initial_options, initial_date_time }: Element): Entry {
  if (type === 'plain_text_input') return { type, value: initial_value ?? null }
  if (type === 'file_input') return { type, files: [] }
  if (type === 'datetimepicker') return { type, selected_date_time: initial_date_time ?? null }
  return /checkboxes|multi/.test(type)
    ? { type, selected_options: initial_options ?? [] }
    : { type, selected_option: initial_option ?? null }
}

function chosen({ type, options = [] }: Element, answer: unknown): Entry {
  if (type === 'file_input') return { type, files: [answer].flat() as object[] }
  if (type === 'datetimepicker')
    return { type, selected_date_time: Date.parse(`${String(answer).replace(' ', 'T')}:00Z`) / 1000 }
  const wanted = [answer].flat()
  const found = options.filter(({ value }) => wanted.includes(value))
  if (found.length !== wanted.length)
    throw new Error(`"${wanted.join(', ')}" is not among: ${options.map(({ value }) => value).join(', ')}`)
  return /checkboxes|multi/.test(type) ? { type, selected_options: found } : { type, selected_option: found[0] ?? null }
}
