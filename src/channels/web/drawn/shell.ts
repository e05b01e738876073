import { type Hole, html, type Markup } from '../../markup.ts'
import { assetHref } from '../assets.ts'

export interface Shell {
  title: string
  /** The line across the top: where one is, and as whom. */
  top: Markup
  /** A sentence that stands above everything, on every page. */
  banner?: string
  nav?: Markup
  main: Markup
  /** Where news of this page is told. */
  events?: string
  /** Who is signed in: what is typed is kept for them, and not for whoever uses the browser next. */
  whose?: string
}

/** In the order in which they build on each other. */
const styles = ['base.css', 'frame.css', 'talk.css', 'reply.css', 'form.css', 'more.css']

/** A whole page. What it needs to be understood is in the HTML; style and script are two files of ours beside it. */
export function shell({ title, top, banner, nav, main, events, whose }: Shell): string {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Signpost</title>
<link rel="icon" href="${assetHref('icon.svg')}" type="image/svg+xml">
${styles.map(
  name => html`<link rel="stylesheet" href="${assetHref(name)}">
`,
)}
<script type="module" src="${assetHref('page.js')}"></script>
</head>
<body${events && html` data-events="${events}"`}${whose && html` data-whose="${whose}"`}>
<a class="skip" href="#main">Go to the main part</a>
<header><div class="top">${top}</div>
${banner && html`<p class="banner">${banner}</p>`}</header>
<div class="frame">
${nav && html`<button class="menu-button" type="button" popovertarget="menu">Menu</button><nav class="menu" id="menu" aria-label="Places" popover><div class="places">${nav}</div></nav>`}
<main id="main" tabindex="-1">${main}</main>
<aside id="beside" aria-label="A clause in its document" tabindex="-1" hidden></aside>
</div>
<div id="news" role="status" class="hidden"></div>
</body>
</html>
`.text
}

/** A way in the menu. Which one the page is at is said as well as shown. */
export function place(href: string, label: Hole, isHere: boolean, count = 0): Markup {
  return html`<li><a href="${href}"${isHere && html` aria-current="page"`}>${label}${count > 0 && html` <span class="count">${count}<span class="hidden"> new</span></span>`}</a></li>`
}
