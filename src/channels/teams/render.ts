import type { Action, Block, Facts, Quote, Reply, Text } from '../../chat/reply.ts'
import { button, type Opens, rows } from './buttons.ts'
import type { Carried } from './carried.ts'
import { formElements } from './fields.ts'
import { type Element, heading, isInert, paragraphs, pieces, type Run, rich } from './rich.ts'
import { tableElements } from './tables.ts'

/** Where a card will stand, as far as it shows that. */
export interface Frame {
  opens: Opens
  /** Where files of cases are opened, as Teams would keep a copy of its own. */
  pages?: string | undefined
  /** The conversation that it was asked in, where it is answered elsewhere. */
  at?: string | undefined
  /** Where its own "Back" goes. */
  back?: Carried['back'] | undefined
  /** Where its buttons lead back to: itself. */
  here?: Carried['back'] | undefined
  /** Questions of its form whose answer is not shown again. */
  kept?: readonly string[]
}

/** A reply as the elements of a card, one after the other. Pure: the same reply in the same frame gives the same card. */
export function elementsOf({ title, blocks }: Pick<Reply, 'title' | 'blocks'>, frame: Frame): Element[] {
  const leads = leadingBack(blocks, frame)
  const head = title === '' ? [] : headed(title)
  return [...head, ...toMend(blocks), ...blocks.flatMap(block => elementsFor(block, leads)), ...backRow(frame)]
}

/** From a form every button leads back to it, so that nothing that was typed is lost by looking something up. */
function leadingBack(blocks: readonly Block[], frame: Frame): Frame {
  const form = blocks.find(block => block.is === 'form')
  return form ? { ...frame, here: { act: form.for, submission: form.submission } } : frame
}

/** Short titles stand large; a sentence is read more easily as a sentence. */
function headed(title: string): Element[] {
  return title.length <= 80 ? [heading(title, 'Large')] : paragraphs(title)
}

function toMend(blocks: readonly Block[]): Element[] {
  const form = blocks.find(block => block.is === 'form')
  if (!form || form.mistakes.length === 0) return []
  const answers = form.mistakes.length === 1 ? 'One answer has' : `${form.mistakes.length} answers have`
  const elsewhere = form.mistakes.filter(({ field }) => form.fields.every(({ id }) => id !== field))
  const says = [`Not sent yet. ${answers} to be mended. It is said beside each.`, ...elsewhere.map(({ says }) => says)]
  return noticeElements('warning', says.join('\n'))
}

function elementsFor(block: Block, frame: Frame): Element[] {
  switch (block.is) {
    case 'text':
      return textElements(block)
    case 'quote':
      return quoteElements(block, frame)
    case 'facts':
      return [...factElements(block), ...buttonRows(block.actions ?? [], frame)]
    case 'notice':
      return noticeElements(block.tone, block.text)
    case 'table':
      return tableElements(block)
    case 'actions':
      return buttonRows(block.actions, frame)
    case 'file':
      return paragraphs(whereToOpen(block.name, frame.pages))
    case 'link':
      return [...paragraphs(block.href), ...rows([{ type: 'Action.OpenUrl', title: block.label, url: block.href }])]
    case 'form':
      return formElements(block, {
        kept: frame.kept ?? [],
        aboutFiles: aboutFiles(frame.opens),
        press: (label, sent) =>
          button(
            { label, ...(sent ? { tone: 'main' } : {}) },
            { act: block.for, submission: block.submission, sent },
            { opens: frame.opens, isForm: true },
          ),
      })
  }
}

function textElements({ heading: head, text }: Text): Element[] {
  return [...(head ? [heading(head, 'Default')] : []), ...paragraphs(text)]
}

/** Where it stands, then the words. The sentence that answers is set off; a digest is said to be ours. */
function quoteElements({ text, from, lead, under, marked, ours, open }: Quote, frame: Frame): Element[] {
  const place = [{ bold: `${from}${marked ? ' (the one you opened)' : ''}` }]
  const words = text.trim() === '' ? '(nothing is written here)' : ours ? text : `“${text}”`
  const opening = ours ? ['In short (our words; see the original):'] : []
  const lines = ledBy(words, lead)
  const items = [rich(place), ...[...(under ? [under] : []), ...opening].flatMap(paragraphs), ...lines]
  return [...contained(items, 'emphasis'), ...buttonRows(open ? [open] : [], frame)]
}

function ledBy(words: string, lead: string | undefined): Element[] {
  const at = lead ? words.indexOf(lead) : -1
  if (!lead || at < 0 || lead.includes('\n')) return paragraphs(words)
  const from = words.lastIndexOf('\n', at) + 1
  const end = words.indexOf('\n', at)
  const to = end < 0 ? words.length : end
  const runs: Run[] = [words.slice(from, at), { bold: lead }, words.slice(at + lead.length, to)]
  const led = runs.filter(run => run !== '')
  return [...paragraphs(words.slice(0, from)), rich(led, 'None'), ...paragraphs(words.slice(to))]
}

/** Of one container at most so many characters: a page is parted between elements. */
const mostContained = 6000

function contained(items: readonly Element[], style: string): Element[] {
  const groups: Element[][] = [[]]
  let room = mostContained
  for (const item of items) {
    const size = JSON.stringify(item).length
    if (size > room && groups.at(-1)?.length) {
      groups.push([])
      room = mostContained
    }
    groups.at(-1)?.push(item)
    room -= size
  }
  return groups.map(group => ({ type: 'Container', style, spacing: 'Medium', items: group }))
}

/** A table of two columns where nothing in it could be read as mark-up; else a line for each. */
function factElements({ heading: head, facts }: Facts): Element[] {
  const title = head ? [heading(head, 'Default')] : []
  if (facts.every(([name, value]) => isInert(name) && isInert(value)) && facts.length > 0)
    return [...title, { type: 'FactSet', facts: facts.map(([name, value]) => ({ title: name, value })) }]
  return [
    ...title,
    ...facts.flatMap(([name, value]) =>
      pieces(value, 3000).map((piece, at) => rich(at === 0 ? [{ bold: `${name}: ` }, piece] : [piece])),
    ),
  ]
}

const tones = {
  danger: { style: 'attention', says: 'Important: ' },
  warning: { style: 'warning', says: 'Please note: ' },
  good: { style: 'good', says: '' },
  plain: { style: 'emphasis', says: '' },
}

function noticeElements(tone: keyof typeof tones, text: string): Element[] {
  const [first = '', ...rest] = text.split('\n')
  const loud: Run = tone === 'plain' ? first : { bold: `${tones[tone].says}${first}` }
  return contained([rich([loud]), ...paragraphs(rest.join('\n'))], tones[tone].style)
}

function buttonRows(actions: readonly Action[], { opens, at, here }: Frame): Element[] {
  return rows(
    actions.map(action => {
      const { act } = action
      const returns = opens === 'here' && here ? { back: here } : {}
      return button(action, { act, ...(act.do === 'share' && at ? { at } : {}), ...returns }, { opens })
    }),
  )
}

function backRow({ opens, back }: Frame): Element[] {
  if (opens !== 'here' || !back) return []
  return rows([button({ label: 'Back' }, back, { opens })])
}

function aboutFiles(opens: Opens): string {
  const where = opens === 'messages' ? 'in this chat' : 'in your chat with Signpost'
  return `This form takes no file. Send it first; then send the file ${where}, as an attachment, and say which report it is for. The original stays in your OneDrive. Delete it there if it should not be kept.`
}

function whereToOpen(name: string, pages: string | undefined): string {
  const where = pages
    ? `Open it on the pages of Signpost: ${pages}`
    : 'Whoever looks after Signpost can tell you where to open it.'
  return `${name}: files are not shown in Teams, because Teams would keep a copy. ${where}`
}
