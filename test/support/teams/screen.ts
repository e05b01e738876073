import type { Seen } from '../stage.ts'
import type { Json } from './wire.ts'

/** What somebody has before them: a message with a card, or a dialog. */
export interface Screen {
  is: 'message' | 'dialog'
  card: Json
  /** Words beside the card. */
  text: string
  conversation: string
  message: string
}

export interface Action {
  type: string
  title: string
  data: Json
  style?: string
}

export interface Input {
  type: string
  id: string
  label: string
  value?: string
  isRequired?: boolean
  isMultiSelect?: boolean
  choices?: { title: string; value: string }[]
  valueOn?: string
}

/** Everything in a card, from top to bottom. */
export function partsOf(part: unknown): Json[] {
  if (Array.isArray(part)) return part.flatMap(partsOf)
  if (typeof part !== 'object' || part === null) return []
  const json = part as Json
  const { fallback: _, data: __, ...rest } = json
  return [json, ...Object.values(rest).flatMap(partsOf)]
}

export function actionsOn(card: Json): Action[] {
  return partsOf(card).filter(({ type }) => String(type).startsWith('Action.')) as unknown as Action[]
}

export function inputsOn(card: Json): Input[] {
  return partsOf(card).filter(({ type }) => String(type).startsWith('Input.')) as unknown as Input[]
}

/** All its words, in the order in which they are read. */
export function wordsOn(card: Json): string {
  return partsOf(card)
    .flatMap(part => {
      const words = ['text', 'label', 'title', 'value', 'errorMessage'].map(name => part[name])
      return String(part['type'] ?? '').startsWith('Action.') ? [] : words.filter(one => typeof one === 'string')
    })
    .join('\n')
}

export function seenOn(screen: Screen | undefined): Seen {
  if (!screen) return { text: '', buttons: [], fields: [] }
  const { card, text } = screen
  return {
    text: [text, wordsOn(card)].filter(Boolean).join('\n'),
    buttons: actionsOn(card).map(({ title }) => title),
    fields: [...new Set(inputsOn(card).map(({ id }) => id.split(':')[0] ?? id))],
  }
}

export function screenOf(activity: Json, conversation: string, message: string): Screen {
  const [attached] = (activity['attachments'] ?? []) as { content?: Json }[]
  return {
    ...{ is: 'message', card: attached?.content ?? {}, text: String(activity['text'] ?? ''), conversation, message },
  }
}
