import { html, type Markup } from '../../markup.ts'

/** As `Text` says: an empty line parts paragraphs, and lines that begin with "- " are a list. */
export function paragraphs(text: string): Markup {
  const groups: { isList: boolean; lines: string[] }[] = []
  for (const part of text.split(/\n\s*\n/)) {
    for (const [at, line] of part.split('\n').entries()) {
      const isList = line.startsWith('- ')
      const last = groups.at(-1)
      if (at > 0 && last?.isList === isList) last.lines.push(line)
      else if (line.trim() !== '') groups.push({ isList, lines: [line] })
    }
  }
  return html`${groups.map(({ isList, lines }) =>
    isList
      ? html`<ul>${lines.map(item => html`<li>${callable(item.slice(2))}</li>`)}</ul>`
      : html`<p>${lines.map((line, at) => html`${at > 0 && html`<br>`}${callable(line)}`)}</p>`,
  )}`
}

/** Where somebody reads a telephone number of ours they can press it. */
export function callable(text: string): Markup {
  const parts = text.split(/(\b(?:999|0\d[\d ]{7,11}\d)\b)/)
  return html`${parts.map((part, at) =>
    at % 2 === 1 ? html`<a class="call" href="tel:${part.replaceAll(' ', '')}">${part}</a>` : html`${part}`,
  )}`
}
