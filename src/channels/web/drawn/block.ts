import type { Actions, Block, Facts, File, Notice, Quote, Text } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { drawnForm } from './form.ts'
import { drawnTable } from './table.ts'
import { type Setting, ways } from './way.ts'
import { paragraphs } from './words.ts'

/** One block of a reply. Everything that is not ours in it is escaped where it stands. */
export function drawn(block: Block, setting: Setting): Markup {
  switch (block.is) {
    case 'text':
      return text(block, setting)
    case 'quote':
      return quote(block, setting)
    case 'facts':
      return facts(block, setting)
    case 'notice':
      return notice(block)
    case 'table':
      return drawnTable(block, setting.level)
    case 'actions':
      return actions(block, setting)
    case 'form':
      return drawnForm(block, setting)
    case 'link':
      return html`<div class="ways"><a class="button main" href="${block.href}">${block.label}</a></div>`
    case 'file':
      return file(block, setting)
  }
}

function heading(words: string | undefined, { level }: Setting): Markup {
  return words ? html`<h${level}>${words}</h${level}>` : html``
}

function text({ heading: words, text }: Text, setting: Setting): Markup {
  return html`<div class="text">${heading(words, setting)}${paragraphs(text)}</div>`
}

/** What is quoted stands between rules, and is said to be quoted; a digest of ours never passes for the original. */
function quote(block: Quote, setting: Setting): Markup {
  const { text, from, lead, under, marked, ours, open } = block
  const kind = `quote${marked ? ' marked' : ''}${ours ? ' ours' : ''}`
  return html`<figure class="${kind}"${marked && html` id="marked"`}>
<figcaption>${marked && html`<span class="tag">The clause you opened</span> `}${from}</figcaption>
${ours && html`<p class="small">In short (our words; see the original)</p>`}
${lead && html`<p class="lead">${under && html`<strong>${under}</strong> `}${lead}</p>`}
<blockquote>${!lead && under && html`<p><strong>${under}</strong></p>`}${asItStands(text)}</blockquote>
${open && ways([open], { ...setting, about: from })}</figure>`
}

/** Line by line as it was written. Nothing in it is taken for a list, a heading or a link. */
function asItStands(text: string): Markup {
  return html`<p class="words">${text}</p>`
}

function facts({ heading: words, facts, actions = [], counts }: Facts, setting: Setting): Markup {
  const rows = facts.map(([name, value]) => {
    const clock = counts?.fact === name && html` <span class="clock" data-ends="${counts.to.toISOString()}"></span>`
    return html`<div class="fact"><dt>${name}</dt><dd>${value}${clock}</dd></div>`
  })
  const urgent = facts.some(([name, value]) => name === 'Urgent' && value === 'Yes')
  return html`<section class="${urgent ? 'facts urgent' : 'facts'}">${heading(words, setting)}<dl>${rows}</dl>${ways(actions, { ...setting, ...(words ? { about: words } : {}) })}</section>`
}

/** The tone is said in a word and shown by a sign, so that nothing hangs on a colour. */
const signs: Record<Notice['tone'], { sign: string; word: string }> = {
  danger: { sign: '!', word: 'Danger' },
  warning: { sign: '!', word: 'Important' },
  good: { sign: '✓', word: 'Done' },
  plain: { sign: 'i', word: 'Note' },
}

export function notice({ tone, text }: Notice): Markup {
  const { sign, word } = signs[tone]
  const practice = text.startsWith('Practice: ')
  const lines = text.split('\n').map(line => paragraphs(line))
  return html`<div class="notice ${practice ? 'practice' : tone}"><span class="sign" aria-hidden="true">${sign}</span><div><span class="hidden">${word}: </span>${lines}</div></div>`
}

function actions({ actions }: Actions, setting: Setting): Markup {
  return ways(actions, setting)
}

/** A file that stands beside other blocks is fetched from where it was put down for whoever asked. */
function file(block: File, { hrefOfFile }: Setting): Markup {
  const { name, content } = block
  const size = `${Math.ceil(content.length / 1024).toLocaleString('en-GB')} kB`
  if (!hrefOfFile) return html`<p>${name}, ${size}</p>`
  return html`<div class="ways"><a class="button main" href="${hrefOfFile(block)}" download>Save ${name} (${size})</a></div>`
}
