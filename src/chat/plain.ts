import type { Action, Block, Field, Quote, Reply } from './reply.ts'

/** A reply as plain text: for e-mail, a terminal, a screen reader, and wherever a service takes no more than that. */
export function plainText(reply: Reply): string {
  return [reply.title, ...reply.blocks.map(plainBlock)].filter(text => text !== '').join('\n\n')
}

export function plainBlock(block: Block): string {
  switch (block.is) {
    case 'text':
      return lines(block.heading, block.text)
    case 'quote':
      return lines(`${block.marked ? '> ' : ''}${block.from}`, block.under, indented(quoted(block)))
    case 'facts':
      return lines(block.heading, ...block.facts.map(([name, value]) => `${name}: ${value}`), choices(block.actions))
    case 'notice':
      return block.tone === 'danger' || block.tone === 'warning' ? `! ${block.text}` : block.text
    case 'table':
      return lines(block.caption, ...[block.columns, ...block.rows].map(row => row.join('  ')))
    case 'actions':
      return choices(block.actions)
    case 'file':
      return `(A file: ${block.name}, ${block.content.length} bytes)`
    case 'link':
      return `${block.label}: ${block.href}`
    case 'form':
      return lines(block.heading, ...block.fields.map(plainField), ...block.before)
  }
}

/** Words that are not ours in quotation marks; a digest of ours is said to be one, and never in them. */
export function quoted({ text, ours }: Quote): string {
  return ours ? `In short (our words; see the original): ${text}` : `“${text}”`
}

function plainField({ ask, help, options, required }: Field): string {
  const choices = Object.values(options ?? {}).map(option => `- ${option}`)
  return lines(`${ask}${required ? '' : ' (may be left empty)'}`, help, ...choices)
}

function choices(actions: readonly Action[] = []): string {
  return actions.length === 0 ? '' : `[${actions.map(({ label }) => label).join('] [')}]`
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}

function lines(...all: (string | undefined)[]): string {
  return all.filter(line => line !== undefined && line !== '').join('\n')
}
