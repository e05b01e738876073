import { localTime } from '../../../authorities/hours.ts'
import type { DeskHere } from '../../../desks/receives.ts'
import { html, type Markup } from '../../markup.ts'
import { drawn } from '../drawn/block.ts'
import { blocksOf, type Page } from '../drawn/page.ts'
import { hidden } from '../drawn/way.ts'
import type { Visitor } from '../visitor.ts'
import { commandsOf } from './commands.ts'
import type { Entry } from './talks.ts'

export interface Talk {
  /** What it is called, and what its address ends in. */
  name: string
  at: string
  entries: readonly Entry[]
  newFrom: number
  /** Of a room: its id. */
  room?: string
  desks: readonly DeskHere[]
  isReadOnly?: boolean
  /** Others for whom something has come. */
  others: readonly { id: string; name: string; count: number }[]
}

/** A conversation: what was said, in order, and the line to say something in. */
export function talkPage(visitor: Visitor, talk: Talk): Page {
  const { name, at, entries, newFrom, room } = talk
  const main = html`<div class="talk-page">
<h1>${at === 'talk' ? 'Ask Signpost' : name}</h1>
${entries.length === 0 ? welcome(visitor, talk) : html`<ol class="talk" id="talk" role="list">${entries.map(entry => drawnEntry(visitor, entry, newFrom, room))}</ol>`}
<div class="elsewhere">${elsewhere(visitor, talk.others)}</div>
${!talk.isReadOnly && composer(visitor, talk)}
</div>`
  return { title: name, main, at }
}

function drawnEntry(visitor: Visitor, entry: Entry, newFrom: number, room: string | undefined): Markup {
  const { id, by, text } = entry
  const isOwn = by === visitor.address
  const isNew = id > newFrom && !isOwn && (entry.told || by !== undefined)
  const kind = `entry ${by === undefined ? 'signpost' : isOwn ? 'own' : 'other'}`
  const tags = html`${isNew && html`<span class="tag new">New</span>`}${entry.onlyFor && html`<span class="tag">Only you see this</span>`}${entry.via && html`<span class="tag">In a live council this goes by ${entry.via}</span>`}`
  const who = html`<p class="who"><strong>${by === undefined ? 'Signpost' : isOwn ? 'You' : entry.byName}</strong> <time>${localTime(visitor.authority, entry.at).time}</time> ${tags}</p>`
  if (text !== undefined) return html`<li class="${kind}" id="e-${id}">${who}<p class="said">${text}</p></li>`
  return html`<li class="${kind}" id="e-${id}"${entry.told && html` data-told`} tabindex="-1">${who}${card(visitor, entry, room)}</li>`
}

function card(visitor: Visitor, { id, reply }: Entry, room: string | undefined): Markup {
  if (!reply) return html``
  const along = { entry: String(id), ...(room ? { room } : {}) }
  const setting = { base: visitor.base, token: visitor.token, level: 3, along, about: reply.title } as const
  return html`<article class="card" aria-labelledby="t-${id}"><h2 id="t-${id}">${reply.title}</h2><div class="blocks">${blocksOf(visitor, reply).map(block => drawn(block, setting))}</div></article>`
}

/** Whoever has just sent something would look there next. */
function elsewhere({ authority }: Visitor, others: Talk['others']): Markup {
  if (others.length === 0) return html``
  const each = others.map(
    ({ id, name, count }) =>
      html`<a class="button" href="/${authority.id}/${id}">${name} <span class="count">${count}<span class="hidden"> new</span></span></a>`,
  )
  return html`<p>Something has come for others here. Sit down at their desk:</p><div class="ways">${each}</div>`
}

function composer({ base, token }: Visitor, { room, name, desks }: Talk): Markup {
  const label = room ? `Ask Signpost in “${name}”` : 'Ask a question, or say what happened'
  const help = room
    ? 'Everybody who reads here sees what you write. Keep a worry out of it.'
    : 'In your own words. A slash shows what else you can do: /report, /help.'
  return html`<form class="say" method="post" action="${base}/say" id="say" data-stays>
${hidden({ token, ...(room ? { room } : {}) })}
<label for="text">${label}</label>
<p class="hint" id="text-hint">${help}</p>
<div class="line"><textarea id="text" name="text" rows="2" aria-describedby="text-hint" data-keep="say ${base} ${room ?? ''}"></textarea>
<button class="button main">Send</button></div>
<p class="mistake" id="trouble" role="alert"></p>
<ul class="commands" id="commands" role="listbox" aria-label="What you can do" tabindex="0" hidden>${commandsOf(desks).map(({ command, hint }, at) => html`<li role="option" id="command-${at}" data-command="${command}"><strong>/${command}</strong> ${hint}</li>`)}</ul>
</form>`
}

/** What a newcomer might try, in an order that shows the whole. */
const tries = [
  { say: 'May I look at a candidate’s Facebook before the interview?', why: 'A question' },
  { say: 'A reporter has just rung me about the swimming pool', why: 'Something to report' },
  { say: 'Somebody has posted a threat against a colleague on our page', why: 'A worry' },
]

function welcome({ authority, base, token }: Visitor, { room, isReadOnly }: Talk): Markup {
  if (isReadOnly) return html`<div class="welcome"><p>Nothing has gone out yet.</p></div>`
  if (room) return html`<div class="welcome"><p>Nobody has asked anything here yet.</p></div>`
  return html`<div class="welcome">
<p>Ask about the policies of ${authority.name}. The answer shows the clause. If something worries you, say it here: Signpost finds the right team.</p>
<h2>Try one</h2>
<ul>${tries.map(({ say, why }) => html`<li><form method="post" action="${base}/say" data-stays>${hidden({ token, text: say })}<button class="try"><span class="small">${why}</span> ${say}</button></form></li>`)}</ul>
</div>`
}
