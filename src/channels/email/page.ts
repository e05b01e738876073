import { quoted } from '../../chat/plain.ts'
import type { Block, Facts, Notice, Quote, Reply, Table } from '../../chat/reply.ts'
import { html, type Markup } from '../markup.ts'
import { paragraphsOf } from '../paragraphs.ts'
import { actionsIn, closing, fileElsewhere, type HrefOf, waysOf } from './ways.ts'

/**
 * A reply as the HTML of a mail. Outlook draws mails as Word does, so it is headings, paragraphs, lists and tables, with their looks
 * beside them; it fetches nothing, so that opening it tells nobody.
 */
export function mailPage({ title, blocks }: Reply, hrefOf: HrefOf): string {
  const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body style="margin:0;padding:16px;background-color:#ffffff;color:#111111;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px 0">${title}</h1>
${blocks.map(block => html`${drawn(block)}${waysFrom(block, hrefOf)}`)}
<p style="font-size:14px;color:#444444;margin:24px 0 0 0">${closing}</p>
</body>
</html>
`
  return page.text
}

function drawn(block: Block): Markup {
  switch (block.is) {
    case 'text':
      return html`${heading(block.heading)}${paragraphs(block.text)}`
    case 'quote':
      return quote(block)
    case 'facts':
      return facts(block)
    case 'notice':
      return notice(block)
    case 'table':
      return table(block)
    case 'form':
      return heading(block.heading)
    case 'file':
      return html`<p>${fileElsewhere}</p>\n`
    case 'link':
      return html`<p><a href="${block.href}" style="color:#0b4f9e">${block.label}</a>: ${block.href}</p>\n`
    case 'actions':
      return html``
  }
}

function waysFrom(block: Block, hrefOf: HrefOf): Markup {
  const actions = actionsIn(block)
  if (actions.length === 0) return html``
  const ways = waysOf(actions, hrefOf)
  if ('says' in ways) return html`<p>${ways.says}</p>\n`
  const links = ways.links.map(
    ({ label, href }) => html`<li style="margin:0 0 8px 0"><a href="${href}" style="color:#0b4f9e">${label}</a></li>\n`,
  )
  return html`<ul>\n${links}</ul>\n`
}

function heading(words: string | undefined): Markup {
  return words ? html`<h2 style="font-size:17px;margin:16px 0 8px 0">${words}</h2>\n` : html``
}

function paragraphs(text: string): Markup {
  return html`${paragraphsOf(text).map(({ isList, lines: group }) =>
    isList
      ? html`<ul>\n${group.map(item => html`<li>${item.slice(2)}</li>\n`)}</ul>\n`
      : html`<p>${lines(group.join('\n'))}</p>\n`,
  )}`
}

function lines(text: string): Markup {
  return html`${text.split('\n').map((line, at) => html`${at > 0 ? html`<br>\n` : html``}${line}`)}`
}

function quote(block: Quote): Markup {
  const { from, marked, under } = block
  return html`<p style="margin:16px 0 4px 0"><strong>${marked ? '> ' : ''}${from}</strong></p>
${under ? html`<p style="margin:0 0 4px 0">${under}</p>\n` : html``}<blockquote style="margin:0 0 16px 0;padding:0 0 0 12px;border-left:3px solid #666666">${lines(quoted(block))}</blockquote>\n`
}

function facts({ heading: words, facts }: Facts): Markup {
  const rows = facts.map(
    ([name, value]) =>
      html`<tr><th scope="row" align="left" valign="top" style="padding:4px 16px 4px 0">${name}</th><td style="padding:4px 0">${lines(value)}</td></tr>\n`,
  )
  return html`${heading(words)}<table border="0" cellpadding="0" cellspacing="0" style="border-collapse:collapse">\n${rows}</table>\n`
}

/** Said in words as well: nothing is told by colour alone. */
function notice({ tone, text }: Notice): Markup {
  const grave = tone === 'danger' || tone === 'warning'
  return grave
    ? html`<p style="border-left:4px solid #a40000;padding:0 0 0 12px"><strong>Important:</strong> ${lines(text)}</p>\n`
    : html`<p><strong>${lines(text)}</strong></p>\n`
}

function table({ caption, columns, rows }: Table): Markup {
  const cell = 'padding:4px 16px 4px 0;border-bottom:1px solid #999999'
  const head = columns.map(column => html`<th scope="col" align="left" style="${cell}">${column}</th>`)
  const body = rows.map(row => html`<tr>${row.map(value => html`<td style="${cell}">${value}</td>`)}</tr>\n`)
  return html`<table border="0" cellpadding="0" cellspacing="0" style="border-collapse:collapse">
<caption align="top" style="text-align:left">${caption}</caption>\n<tr>${head}</tr>\n${body}</table>\n`
}
