import type { Reply } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import type { Page } from '../drawn/page.ts'
import { hidden } from '../drawn/way.ts'
import type { LinkSeen } from './entrance.ts'

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

export const again = html`<div class="notice warning"><span class="sign" aria-hidden="true">!</span><div><p><strong>You have been signed out.</strong> What you sent last was not done. This browser still has what you typed: sign in, and open the same page.</p></div></div>`

/** The same for everybody: whether somebody is known here is nobody's business. */
export const sentPage: Page = {
  title: 'Look in your messages',
  at: '',
  main: html`<div class="page"><h1>Look in your messages</h1>
<p>If that is somebody of this council, a link is on its way to them. It works once, for ten minutes, in this browser.</p>
<p>Nothing came? Wait a minute, then <a href="/sign-in">ask again</a>. If it still does not come, tell whoever looks after Signpost.</p></div>`,
}

/** What a link shows to whoever opens it, and to a program that only looks. Nothing is spent before the button. */
export function linkPage(link: LinkSeen, secret: string, token: string, other: string | undefined): Page {
  const { authority, name, state } = link
  if (state !== 'open') return spentPage(link, secret, token)
  const main = html`<div class="page"><h1>Sign in to Signpost</h1>
<p>${authority.name}</p>
<p>You will be signed in as <strong>${name}</strong>, for eight hours.</p>
${other && html`<p>You are ${other} in this browser now. That ends.</p>`}
<form method="post" action="/link/${secret}">${hidden({ token })}<div class="ways"><button class="button main">Sign in as ${name}</button></div></form>
<p class="small">If you are somebody else, close this page and tell ${name}.</p></div>`
  return { title: 'Sign in to Signpost', main, at: '' }
}

const sayings = {
  used: 'This link has been used. It works once.',
  late: 'This link is too old. It works for ten minutes.',
  elsewhere: 'This link works in the browser in which it was asked for, and in no other.',
}

function spentPage({ state }: LinkSeen, secret: string, token: string): Page {
  const says = state === 'open' ? '' : sayings[state]
  const main = html`<div class="page"><h1>${says}</h1>
<p>Signpost can send a new one to the same place, for the same page.</p>
<form method="post" action="/link/${secret}/again">${hidden({ token })}<div class="ways"><button class="button main">Send a new link</button></div></form></div>`
  return { title: says, main, at: '' }
}

export const unknownLink = html`<div class="notice warning"><span class="sign" aria-hidden="true">!</span><div><p>That link is not known here. It may be more than a month old, or cut off.</p></div></div>`

/** What goes out to whoever asked, or is said to have asked. */
export function linkMessage(address: string): Reply {
  const text = [
    'Here is your link to Signpost. It works once, for ten minutes, in the browser in which it was asked for.',
    address,
    'If you did not ask for it, leave it alone. Nobody can come in without it.',
  ].join('\n\n')
  return { title: 'Your link to Signpost', blocks: [{ is: 'text', text }], for: 'asker' }
}
