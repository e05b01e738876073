import type { types } from '@slack/bolt'
import { most, pieces } from './limits.ts'

/**
 * Words as Slack's rich text. Nothing in it is read as mark-up: no mention, no link, no star makes anything but itself, whoever wrote
 * them; `link` alone makes one, of an address of ours. That is why nothing here is `mrkdwn`, in which one forgotten escape would let a
 * quoted post call a whole channel.
 */
export type Part = string | { bold: string }

/** Paragraphs; lines that begin with "- " become a list. Several blocks where there is much. */
export function paragraphs(words: string): types.RichTextBlock[] {
  return pieces(words, most.text).flatMap(piece => {
    const found = linesAndLists(piece)
    return found.length > 0 ? [{ type: 'rich_text', elements: found }] : []
  })
}

export function section(...parts: Part[]): types.RichTextSection {
  return { type: 'rich_text_section', elements: elements(parts) }
}

/** Words that are not ours, set apart as a quotation: several blocks where there are many. */
export function quotation(parts: Part[]): types.RichTextBlock[] {
  return split(parts).map(some => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: elements(some) }],
  }))
}

export function preformatted(words: string): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: sound(words) }] }],
  }
}

/** The address is what it shows, so that nobody wonders where it leads. Of a button Slack would tell us each press as well. */
export function link(label: string, url: string): types.RichTextBlock {
  const shown: types.RichTextElement[] = [...elements([`${label}: `]), { type: 'link', url }]
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: shown }] }
}

/** Slack's plain text, in which a colon and a word make no picture either. */
export function plain(words: string): types.PlainTextElement {
  return { type: 'plain_text', text: sound(words), emoji: false }
}

/** The words of a notification, which Slack reads as mark-up whatever it is told: its three signs are written so that they are none. */
export function escaped(words: string): string {
  return sound(words).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function linesAndLists(words: string): types.RichTextBlockElement[] {
  const found: types.RichTextBlockElement[] = []
  let text: string[] = []
  const close = () => {
    const whole = text.join('\n').trim()
    if (whole !== '') found.push(section(whole))
    text = []
  }
  for (const line of words.split('\n')) {
    if (!line.startsWith('- ')) {
      text.push(line)
      continue
    }
    close()
    const item = section(line.slice(2) || ' ')
    const last = found.at(-1)
    if (last?.type === 'rich_text_list') last.elements.push(item)
    else found.push({ type: 'rich_text_list', style: 'bullet', elements: [item] })
  }
  close()
  return found
}

function elements(parts: Part[]): types.RichTextText[] {
  return parts.flatMap((part): types.RichTextText[] => {
    const words = sound(typeof part === 'string' ? part : part.bold)
    if (words === '') return []
    return [{ type: 'text', text: words, ...(typeof part === 'string' ? {} : { style: { bold: true } }) }]
  })
}

/** Parts in rows that each fit into one block. */
function split(parts: Part[]): Part[][] {
  const rows: Part[][] = [[]]
  let room = most.text
  for (const part of parts) {
    const words = typeof part === 'string' ? part : part.bold
    for (const piece of pieces(words, most.text)) {
      if (piece.length > room) {
        rows.push([])
        room = most.text
      }
      rows.at(-1)?.push(typeof part === 'string' ? piece : { bold: piece })
      room -= piece.length
    }
  }
  return rows.filter(row => row.length > 0)
}

/** Half a letter, left over where somebody cut a text, breaks every request that it stands in. */
function sound(words: string): string {
  return words.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, ' ')
}
