import type { Table } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { bars } from './bars.ts'

/** Numbers as a table, and drawn above it where they are meant to be. Whoever cannot see the drawing loses nothing. */
export function drawnTable(table: Table, level: number): Markup {
  const { caption, columns, rows, chart } = table
  const head = columns.map(
    (column, at) => html`<th scope="col"${isNumber(table, at) && html` class="number"`}>${column}</th>`,
  )
  const body = rows.map(
    row =>
      html`<tr>${row.map((value, at) => (at === 0 ? html`<th scope="row">${value}</th>` : html`<td${isNumber(table, at) && html` class="number"`}>${value}</td>`))}</tr>`,
  )
  const whole = html`<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
  if (chart !== 'bars' || rows.length === 0) return whole
  return html`<section class="chart"><h${level}>${caption}</h${level}>${bars(table)}<details><summary>The same as a table</summary>${whole}</details></section>`
}

function isNumber({ rows }: Table, at: number): boolean {
  return rows.some(row => typeof row[at] === 'number')
}
