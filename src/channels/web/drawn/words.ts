import { html, type Markup } from '../../markup.ts'
import { paragraphsOf } from '../../paragraphs.ts'

export function paragraphs(text: string): Markup {
  return html`${paragraphsOf(text).map(({ isList, lines }) =>
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
