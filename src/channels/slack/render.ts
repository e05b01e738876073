import type { types } from '@slack/bolt'
import type { Action, Block, Facts, Quote, Reply, Table, Text } from '../../chat/reply.ts'
import { cut, most } from './limits.ts'
import { link, type Part, paragraphs, plain, quotation, section } from './rich.ts'

/** Where the blocks will stand, as far as they show it. */
export interface Frame {
  /** Goes with each row of buttons and comes back with a press: which thread it stood in. */
  thread?: string
  /** Where files of cases are opened, as Slack would keep a copy of its own. */
  pages?: string | undefined
}

/** A reply as blocks, without what is to be filled in. */
export function blocksOf({ title, blocks }: Pick<Reply, 'title' | 'blocks'>, frame: Frame = {}): types.KnownBlock[] {
  const shown: types.KnownBlock[] = [...headed(title), ...blocks.flatMap(block => blockOf(block, frame))]
  return shown.map((block, at) => numbered(block, at, frame))
}

/** Short titles stand large; a sentence is read more easily as a sentence. */
function headed(title: string): types.KnownBlock[] {
  if (title === '') return []
  return title.length <= most.header ? [{ type: 'header', text: plain(title) }] : paragraphs(title)
}

function blockOf(block: Block, frame: Frame): types.KnownBlock[] {
  switch (block.is) {
    case 'text':
      return textBlocks(block)
    case 'quote':
      return quoteBlocks(block)
    case 'facts':
      return [...factBlocks(block), ...buttons(block.actions ?? [])]
    case 'notice':
      return noticeBlocks(block.tone, block.text)
    case 'table':
      return tableBlocks(block)
    case 'actions':
      return buttons(block.actions)
    case 'file':
      return paragraphs(whereToOpen(block.name, frame.pages))
    case 'link':
      return [link(block.label, block.href)]
    case 'form':
      return []
  }
}

function textBlocks({ heading, text }: Text): types.KnownBlock[] {
  const title: types.RichTextBlock[] = heading ? [{ type: 'rich_text', elements: [section({ bold: heading })] }] : []
  return [...title, ...paragraphs(text)]
}

/** Where it stands, then the words. The sentence that answers is set off; a digest is said to be ours. */
function quoteBlocks({ text, from, lead, under, marked, ours, open }: Quote): types.KnownBlock[] {
  const place = [{ bold: `${from}${marked ? ' (the one you opened)' : ''}` }, ...(under ? [`\n${under}`] : [])]
  const words = text.trim() === '' ? '(nothing is written here)' : text
  const parts = ours ? ['In short (our words; see the original): ', ...ledBy(words, lead)] : ledBy(words, lead)
  return [{ type: 'rich_text', elements: [section(...place)] }, ...quotation(parts), ...buttons(open ? [open] : [])]
}

function ledBy(words: string, lead: string | undefined): Part[] {
  const at = lead ? words.indexOf(lead) : -1
  if (!lead || at < 0) return [words]
  return [words.slice(0, at), { bold: lead }, words.slice(at + lead.length)].filter(part => part !== '')
}

/** A line for each: they stand under one another on a telephone, and are read aloud in order. */
function factBlocks({ heading, facts }: Facts): types.KnownBlock[] {
  const lines = facts.map(([name, value]) => [{ bold: `${name}: ` }, value])
  const parts = lines.flatMap((line, at) => (at === 0 ? line : ['\n', ...line]))
  const title = heading ? [{ bold: heading }, ...(facts.length > 0 ? ['\n'] : [])] : []
  return [{ type: 'rich_text', elements: [section(...title, ...parts)] }]
}

const tones = { danger: 'Important: ', warning: 'Please note: ', good: '', plain: '' }

function noticeBlocks(tone: keyof typeof tones, text: string): types.KnownBlock[] {
  const [first = '', ...rest] = text.split('\n')
  const loud = tone === 'plain' ? `${tones[tone]}${first}` : { bold: `${tones[tone]}${first}` }
  return [{ type: 'rich_text', elements: [section(loud)] }, ...paragraphs(rest.join('\n'))]
}

/** Slack shows a table in messages alone, and on a telephone hardly there. A row is a line that can be read by itself. */
function tableBlocks({ caption, columns, rows }: Table): types.KnownBlock[] {
  const lines = rows.map(
    ([first, ...rest]) => `- ${first}: ${rest.map((cell, at) => `${columns[at + 1]} ${cell}`).join(', ')}`,
  )
  return textBlocks({ is: 'text', heading: caption, text: lines.join('\n') })
}

export function whereToOpen(name: string, pages: string | undefined): string {
  const where = pages
    ? `Open it on the pages of Signpost: ${pages}`
    : 'Whoever looks after Signpost can tell you where to open it.'
  return `${name}: files are not shown in Slack, because Slack would keep a copy. ${where}`
}

function buttons(actions: readonly Action[]): types.ActionsBlock[] {
  const rows = Array.from({ length: Math.ceil(actions.length / most.actions) }, (_, row) =>
    actions.slice(row * most.actions, (row + 1) * most.actions),
  )
  return rows.map(row => ({ type: 'actions', elements: row.map(button) }))
}

const styles = { main: 'primary', danger: 'danger' } as const

function button({ label, act, tone }: Action): types.Button {
  const style = tone ? { style: styles[tone] } : {}
  return {
    type: 'button',
    action_id: 'act',
    text: plain(cut(label, most.button)),
    value: JSON.stringify(act),
    ...style,
  }
}

/** Ids are never twice in one message or view; the thread comes back with a press. */
function numbered(block: types.KnownBlock, at: number, { thread }: Frame): types.KnownBlock {
  if (block.type !== 'actions') return block
  const elements = block.elements.map((element, n) => ({ ...element, action_id: `act.${at}.${n}` }))
  return { ...block, block_id: `row.${at}${thread ? `@${thread}` : ''}`, elements }
}

/** The thread that a row of buttons stood in. */
export function threadIn(blockId: string): string | undefined {
  return /^row\.\d+@(.+)$/.exec(blockId)?.[1]
}
