import type { Authority } from '../../../authorities/authority.ts'
import type { Reply } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { notice } from '../drawn/block.ts'
import type { Page } from '../drawn/page.ts'
import { hidden } from '../drawn/way.ts'
import { type Player, playersOf } from './players.ts'

/** Where everybody begins: a question can be asked at once, or a council chosen first. */
export function startPage(councils: readonly Authority[], token: string): Page {
  const main = html`<div class="page start">
<h1>Try Signpost</h1>
<p class="lead">Signpost answers the staff of a council from its own policies, and shows the clause. It takes a worry to the right team, and stays with it until a person has dealt with it.</p>
<p>Everything here is for trying out. All people are pretend, and nothing leaves this computer.</p>
<h2>Choose a council</h2>
<ul class="councils">${councils.map(({ id, name }) => html`<li><a class="council" href="/${id}/${firstOf(id, councils)}"><strong>${name}</strong> <span class="small">Go in as somebody on the staff</span></a> <a class="small" href="/${id}">Choose who you are<span class="hidden"> at ${name}</span></a></li>`)}</ul>
<h2>Or ask first</h2>
<form class="say" method="post" action="/ask">${hidden({ token })}
<label for="text">Ask a question, or say what happened</label>
<div class="line"><textarea id="text" name="text" rows="2"></textarea><button class="button main">Ask</button></div></form>
</div>`
  return { title: 'Try Signpost', main, at: '' }
}

function firstOf(id: string, councils: readonly Authority[]): string {
  const council = councils.find(one => one.id === id)
  return (council && playersOf(council)[0]?.id) ?? 'sam'
}

/** Asked before a council was chosen. What they typed goes along, so that they need not type it twice. */
export function whichPage(reply: Reply, text: string, token: string): Page {
  const main = html`<div class="page start"><h1>${reply.title}</h1>
<p class="said">${text}</p>
${reply.blocks.map(block => {
  if (block.is === 'notice') return notice(block)
  if (block.is === 'text') return html`<p>${block.text}</p>`
  if (block.is !== 'actions') return html``
  return html`<div class="ways">${block.actions.map(({ label, act }) => (act.do === 'council' ? chosen(label, act.council, text, token) : html``))}</div>`
})}</div>`
  return { title: reply.title, main, at: '' }
}

function chosen(label: string, council: string, text: string, token: string): Markup {
  return html`<form class="way" method="post" action="/ask">${hidden({ token, text, council })}<button class="button">${label}</button></form>`
}

/** Who one can be at a council: the staff first, then those of the desks with their posts. */
export function whoPage(authority: Authority): Page {
  const players = playersOf(authority)
  const staff = players.filter(({ posts }) => posts.length === 0)
  const posts = players.filter(({ posts }) => posts.length > 0)
  const main = html`<div class="page start">
<p class="back"><a href="/">All councils</a></p>
<h1>Who are you at ${authority.name}?</h1>
<p>Open a second window to be two people at once.</p>
<h2>Somebody on the staff</h2>
<ul class="people">${staff.map(player => who(authority, player))}</ul>
<h2>Somebody with a post</h2>
<ul class="people">${posts.map(player => who(authority, player))}</ul>
</div>`
  return { title: `Who are you at ${authority.name}?`, main, at: '' }
}

function who({ id: council }: Authority, { id, name, posts }: Player): Markup {
  const does = posts.length > 0 ? posts.join(', ') : 'Works here and is in no list'
  return html`<li><a href="/${council}/${id}"><strong>${name}</strong> <span class="small">${does}</span></a></li>`
}
