import type { Act } from '../../../chat/act.ts'
import type { Reply } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { hrefAfter, hrefOf } from '../address.ts'
import type { Page } from '../drawn/page.ts'
import { hidden } from '../drawn/way.ts'
import type { Here, LinkSeen } from './entrance.ts'

export function signInPage(token: string, to: string, words?: Markup): Page {
  const main = html`<div class="page">
<h1>Sign in</h1>
${words}
<p>Signpost sends you a link, to where your council writes to you. There is no password.</p>
<form class="form" method="post" action="/sign-in">${hidden({ token, to })}
<div class="field"><label for="who">Your work e-mail address, or your name</label><input id="who" name="who" type="text" autocomplete="username" spellcheck="false"></div>
<div class="ways"><button class="button main">Send me a link</button></div></form>
</div>`
  return { title: 'Sign in', main, at: '' }
}

/** Words that were on their way stay in the window (`keep.js`), for whoever wrote them. */
export function again(act: Act): Markup {
  return html`<div class="notice warning" data-undone><span class="sign" aria-hidden="true">!</span><div><p><strong>You have been signed out.</strong> What you sent last was not done. This window still has what you typed. Sign in, then come back to this window and <a href="${hrefAfter(act)}">open the page again</a>.</p></div></div>`
}

/** The same for everybody: whether somebody is known here is nobody's business. */
export const sentPage: Page = {
  title: 'Look in your messages',
  at: '',
  main: html`<div class="page"><h1>Look in your messages</h1>
<p>If that is somebody of this council, a link is on its way to them. It works once, for ten minutes, in this browser.</p>
<p>Nothing came? Wait a minute, then <a href="/sign-in">ask again</a>. If it still does not come, tell whoever looks after Signpost.</p></div>`,
}

export interface LinkAround {
  secret: string
  /** Where it leads. */
  act: Act
  token: string
  /** Whoever is signed in, in this browser: somebody else. */
  here: Here | undefined
}

/** What a link shows to whoever opens it, and to a program that only looks. Nothing is spent before the button. */
export function linkPage(link: LinkSeen, around: LinkAround): Page {
  const { authority, name, state } = link
  const { secret, act, token, here } = around
  if (state !== 'open') return spentPage(state, around)
  const main = html`<div class="page"><h1>Sign in to Signpost</h1>
<p>${authority.name}</p>
<p>You will be signed in as <strong>${name}</strong>, for eight hours.</p>
${here && html`<p>You are ${here.name} in this browser now. That ends.</p>`}
<form method="post" action="${hrefOf(`/link/${secret}`, act)}">${hidden({ token })}<div class="ways"><button class="button main">Sign in as ${name}</button></div></form>
<p>Are you somebody else? Then this link is not yours. Leave it, and ${asYourself(around)}.</p></div>`
  return { title: 'Sign in to Signpost', main, at: '' }
}

/** A mail that was passed on is opened by another person. They come to the same page by their own rights, or are told it is not theirs. */
function asYourself({ act, here }: LinkAround): Markup {
  return here
    ? html`<a href="${hrefAfter(act)}">open the page as ${here.name}</a>`
    : html`<a href="/sign-in?${new URLSearchParams({ to: hrefAfter(act) }).toString()}">sign in as yourself</a>`
}

const sayings = {
  used: 'This link has been used. It works once.',
  late: 'This link is too old. It works for ten minutes.',
  elsewhere: 'This link works in the browser in which it was asked for, and in no other.',
}

function spentPage(state: keyof typeof sayings, { secret, act, token }: LinkAround): Page {
  const says = sayings[state]
  const main = html`<div class="page"><h1>${says}</h1>
<p>Signpost can send a new one to the same place, for the same page.</p>
${state === 'used' && html`<p>Was it not you who used it? Sign in with the new one, and end the others under “Where you are signed in”.</p>`}
<form method="post" action="${hrefOf(`/again/${secret}`, act)}">${hidden({ token })}<div class="ways"><button class="button main">Send a new link</button></div></form></div>`
  return { title: says, main, at: '' }
}

export const unknownLink = html`<div class="notice warning"><span class="sign" aria-hidden="true">!</span><div><p>That link is not known here. It may be more than a month old, or cut off.</p></div></div>`

/** What goes out to whoever asked, or is said to have asked. */
export function linkMessage(address: string): Reply {
  const blocks: Reply['blocks'] = [
    {
      is: 'text',
      text: 'Here is your link to Signpost. It works once, for ten minutes, in the browser in which it was asked for. If another browser opens, copy the address into the right one.',
    },
    { is: 'link', label: 'Open Signpost', href: address },
    { is: 'text', text: 'If you did not ask for it, leave it alone. Nobody can come in without it.' },
  ]
  return { title: 'Your link to Signpost', blocks, for: 'asker' }
}
