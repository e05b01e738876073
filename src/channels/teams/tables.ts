import type { Table } from '../../chat/reply.ts'
import { type Element, heading, paragraphs, rich } from './rich.ts'

/** As many columns as a telephone still shows; beyond that a row is a line that can be read by itself. */
const mostColumns = 4

export function tableElements({ caption, columns, rows }: Table): Element[] {
  if (columns.length > mostColumns) {
    const lines = rows.map(([first, ...rest]) => {
      const cells = rest.map((cell, at) => `${columns[at + 1] ?? ''}: ${cell}`)
      return `- ${first}. ${cells.join(', ')}`
    })
    return [heading(caption, 'Default'), ...paragraphs(lines.join('\n'))]
  }
  const row = (cells: readonly (string | number)[], isHead: boolean) => ({
    type: 'TableRow',
    cells: cells.map(cell => ({
      type: 'TableCell',
      items: [rich([isHead ? { bold: String(cell) } : String(cell)])],
    })),
  })
  return [
    heading(caption, 'Default'),
    {
      ...{ type: 'Table', firstRowAsHeaders: true, columns: columns.map(() => ({ width: 1 })) },
      rows: [row(columns, true), ...rows.map(cells => row(cells, false))],
    },
  ]
}
