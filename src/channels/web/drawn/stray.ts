import { html } from '../../markup.ts'
import { shell } from './shell.ts'

/** A page for where nobody stands at the door: an address that is none, or a fault of ours. Nothing that was typed is forgotten for it. */
export function strayPage(title: string, says: string): string {
  const main = html`<div class="page" data-undone><h1>${title}</h1><p>${says}</p><p><a href="/">Go to the first page</a></p></div>`
  return shell({ title, top: html`<a class="brand" href="/">Signpost</a>`, main })
}
