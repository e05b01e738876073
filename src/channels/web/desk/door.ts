import type { Request, Response } from 'express'
import { html } from '../../markup.ts'
import { readOut } from '../body.ts'
import { cookieIn } from '../cookies.ts'
import type { Door } from '../door.ts'
import type { Page } from '../drawn/page.ts'
import { workPlaces } from '../drawn/places.ts'
import { shell } from '../drawn/shell.ts'
import { hidden } from '../drawn/way.ts'
import { tokenFor } from '../guard.ts'
import type { Visitor } from '../visitor.ts'
import type { Entrance, Here } from './entrance.ts'

export interface Guest extends Visitor {
  here: Here
}

export interface DeskDoor extends Door {
  visitorOf(request: Request): Promise<Guest | undefined>
}

/** Both begin with `__Host-`: a browser takes them from this host alone, over TLS alone, for all paths. */
export const sessionCookie = '__Host-signpost'
export const visitCookie = '__Host-signpost-visit'
export const cookieRules = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** Who comes with a session is who signed in; anybody else is shown the way in, and finds themselves where they wanted to be. */
export function deskDoor(entrance: Entrance): DeskDoor {
  return {
    async visitorOf(request) {
      const secret = cookieIn(request, sessionCookie)
      const here = secret ? await entrance.session(secret) : undefined
      if (!secret || !here) return undefined
      const { authority, address, name } = here
      return { authority, address, name, here, base: '', token: tokenFor(secret) }
    },
    turnAway(request, response) {
      const lost = request.method === 'GET' ? {} : { again: 'yes' }
      const way = `/sign-in?${new URLSearchParams({ ...lost, to: request.originalUrl })}`
      readOut(request).then(() => response.redirect(303, way))
    },
    show: async (response, visitor, page) => void response.type('html').send(around(visitor, page)),
  }
}

function around(visitor: Visitor, { title, main, at }: Page): string {
  const { authority, address, name, token } = visitor
  const top = html`<a class="brand" href="/">Signpost</a>
<p class="whoami"><span>${authority.name}</span> <strong>${name}</strong> <a href="/sessions">Where you are signed in</a></p>
<form method="post" action="/sign-out" data-leaves>${hidden({ token })}<button class="link">Sign out</button></form>`
  const nav = workPlaces(visitor, at)
  return shell({ title, top, nav, main, events: '/events', whose: `${authority.id} ${address}` })
}

/** A page for somebody who is not signed in. */
export function outside({ title, main }: Page, response: Response): void {
  response.type('html').send(shell({ title, top: html`<a class="brand" href="/">Signpost</a>`, main }))
}
