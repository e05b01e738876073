import type { Table } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'

/**
 * Bars for each column of numbers, drawn by themselves: two measures in one drawing invite a comparison that means nothing. Where
 * the rows are of several things (a month of each desk), each thing has bars of its own on the same scale.
 */
export function bars(table: Table): Markup {
  const { columns, rows } = table
  const measures = columns.flatMap((name, at) => (rows.some(row => typeof row[at] === 'number') ? [{ name, at }] : []))
  const words = columns.flatMap((_, at) => (measures.some(measure => measure.at === at) ? [] : [at]))
  const [across = 0, of] = words
  const things = of === undefined ? [''] : [...new Set(rows.map(row => String(row[of])))]
  return html`${measures.map(({ name, at }) => {
    const most = Math.max(1, ...rows.map(row => Number(row[at]) || 0))
    const groups = things.map(thing => ({
      thing,
      lines: rows
        .filter(row => of === undefined || String(row[of]) === thing)
        .map((row): Line => ({ label: String(row[across]), value: row[at] ?? '' })),
    }))
    const own = measures.length > 1 && html`<p class="measure">${name}</p>`
    return html`<div class="measures">${own}${groups.map(group => drawing(name, group.thing, group.lines, most))}</div>`
  })}`
}

interface Line {
  label: string
  value: string | number
}

const lineHeight = 44

/** No frame of its own scale: letters stay as large as those of the page, on a phone too. Lengths are shares of the width there is. */
function drawing(measure: string, thing: string, lines: readonly Line[], most: number): Markup {
  const inWords = `${thing === '' ? '' : `${thing}. `}${measure}: ${lines.map(({ label, value }) => `${label}, ${value}`).join('; ')}.`
  const drawn = lines.map(({ label, value }, at) => {
    const share = typeof value === 'number' ? Math.round((value / most) * 80) : 0
    const top = at * lineHeight
    return html`<text x="0" y="${top + 14}">${label}</text><rect x="0" y="${top + 20}" width="${share}%" height="14"></rect><rect x="0" y="${top + 20}" width="2" height="14"></rect><text x="${share}%" dx="8" y="${top + 32}" class="value">${value}</text>`
  })
  return html`<figure class="bars">${thing !== '' && html`<figcaption>${thing}</figcaption>`}<svg width="100%" height="${lines.length * lineHeight}" role="img" aria-label="${inWords}">${drawn}</svg></figure>`
}
