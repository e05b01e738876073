import { inputIds } from '../../../src/channels/slack/input-ids.ts'
import type { Seen } from '../stage.ts'

/** What somebody has before them in Slack: a window, the home tab, or a message. */
export interface Screen {
  is: 'window' | 'home' | 'message'
  blocks: Block[]
  text?: string
  /** Of a window. */
  id?: string
  metadata?: string
  canSend?: boolean
  /** Of a message. */
  channel?: string
  ts?: string
  thread?: string
  isEphemeral?: boolean
  /** What Slack shows beside fields. */
  errors?: Record<string, string>
}

export interface Block {
  type: string
  block_id?: string
  optional?: boolean
  dispatch_action?: boolean
  element?: Element
  elements?: Element[]
  label?: { text: string }
  [key: string]: unknown
}

export interface Element {
  type: string
  action_id: string
  text?: { text: string }
  value?: string
  options?: { value: string; text: { text: string } }[]
  initial_value?: string
  initial_option?: { value: string }
  initial_options?: { value: string }[]
  initial_date_time?: number
}

export function seenOn(screen: Screen | undefined): Seen {
  if (!screen) return { text: '', buttons: [], fields: [] }
  const fields = fieldsOn(screen).map(({ block }) => inputIds.questionOf(block.block_id ?? ''))
  return {
    text: [
      ...screen.blocks.flatMap(wordsIn),
      ...Object.values(screen.errors ?? {}),
      ...(screen.blocks.length === 0 ? [screen.text ?? ''] : []),
    ].join('\n'),
    buttons: buttonsOn(screen).map(({ element }) => element.text?.text ?? ''),
    fields: [...new Set(fields)],
  }
}

export function buttonsOn({ blocks }: Screen): { block: Block; element: Element }[] {
  return blocks.flatMap(block =>
    block.type === 'actions'
      ? (block.elements ?? []).filter(({ type }) => type === 'button').map(element => ({ block, element }))
      : [],
  )
}

/** What can be filled in, whether Slack would send it as an input or as a choice by itself. */
export function fieldsOn({ blocks }: Screen): { block: Block; element: Element }[] {
  return blocks.flatMap(block => {
    if (block.type === 'input' && block.element) return [{ block, element: block.element }]
    const [element] = block.type === 'actions' ? (block.elements ?? []) : []
    return element && element.type !== 'button' ? [{ block, element }] : []
  })
}

/** Every word that stands there, in order, a line for each. */
export function wordsIn(within: unknown): string[] {
  if (Array.isArray(within)) return within.flatMap(wordsIn)
  if (typeof within !== 'object' || within === null) return []
  const { type, elements } = within as { type?: string; elements?: unknown[] }
  if (type === 'rich_text_section' || type === 'rich_text_quote') return [(elements ?? []).flatMap(wordsIn).join('')]
  return Object.entries(within).flatMap(([key, value]) =>
    ['text', 'initial_value'].includes(key) && typeof value === 'string' ? [value] : wordsIn(value),
  )
}
