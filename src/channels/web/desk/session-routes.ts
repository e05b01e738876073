import { Router } from 'express'
import { whenInWords } from '../../../chat/when.ts'
import { html } from '../../markup.ts'
import { drawnPage, type Page } from '../drawn/page.ts'
import { hidden } from '../drawn/way.ts'
import { fieldNamed } from '../filled.ts'
import { sentFields } from '../sent.ts'
import { cookieRules, type DeskDoor, type Guest, sessionCookie } from './door.ts'
import type { Entrance, OwnSession } from './entrance.ts'

/** Where somebody is signed in, to be ended from anywhere. */
export function sessionRoutes(entrance: Entrance, door: DeskDoor, now: () => Date): Router {
  const router = Router()
  router.get('/sessions', async (request, response) => {
    const guest = await door.visitorOf(request)
    if (!guest) return door.turnAway(request, response)
    await door.show(response, guest, sessionsPage(guest, await entrance.sessions(guest.here), now()))
  })
  for (const path of ['/sessions', '/sign-out']) {
    router.post(path, async (request, response) => {
      const guest = await door.visitorOf(request)
      if (!guest) return response.redirect(303, '/sign-in')
      const sent = await sentFields(request, guest.token)
      if ('status' in sent) return door.show(response.status(sent.status), guest, drawnPage.refused(sent.says))
      const id = path === '/sign-out' ? guest.here.session : (fieldNamed(sent.fields, 'id') ?? '')
      await entrance.end(guest.here, id)
      const isOver = id === 'all' || id === guest.here.session
      if (isOver) response.clearCookie(sessionCookie, cookieRules)
      response.redirect(303, isOver ? '/sign-in' : '/sessions')
    })
  }
  return router
}

function sessionsPage({ authority, here, token }: Guest, sessions: readonly OwnSession[], now: Date): Page {
  const when = (at: Date) => whenInWords(authority, at, now)
  const rows = sessions.map(
    ({ id, browser, began, seen, expires }) => html`<section class="facts"><h2>${browser}</h2>
${id === here.session && html`<p><span class="tag">This one</span></p>`}
<dl><div class="fact"><dt>Signed in</dt><dd>${when(began)}</dd></div><div class="fact"><dt>Last used</dt><dd>${when(seen)}</dd></div><div class="fact"><dt>Ends by itself</dt><dd>${when(expires)}</dd></div></dl>
<form method="post" action="/sessions">${hidden({ token, id })}<div class="ways"><button class="button" aria-label="End it: ${browser}, signed in ${when(began)}">End it</button></div></form></section>`,
  )
  const main = html`<div class="page page-sessions"><h1>Where you are signed in</h1><div class="blocks">${rows}
<form method="post" action="/sessions">${hidden({ token, id: 'all' })}<div class="ways"><button class="button danger">End all of them</button></div></form></div></div>`
  return { title: 'Where you are signed in', main, at: 'sessions' }
}
