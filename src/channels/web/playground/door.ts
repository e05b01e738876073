import { bannerOf } from '../../../desks/practice.ts'
import { html } from '../../markup.ts'
import type { Door } from '../door.ts'
import type { Page } from '../drawn/page.ts'
import { shell } from '../drawn/shell.ts'
import type { Visitor } from '../visitor.ts'
import type { Ground } from './ground.ts'
import { keepInTalk } from './keep.ts'
import { playgroundNav } from './nav.ts'
import { playersOf } from './players.ts'
import { roomIn, visitorIn } from './visitors.ts'

/** Nobody signs in where everybody is pretend. Who one is stands in the address, so that two windows can be two people. */
export function practiceDoor(ground: Ground): Door {
  return {
    visitorOf: async request => visitorIn(ground, request)?.visitor,
    turnAway: (_request, response) => response.redirect(303, '/'),
    show: async (response, visitor, page) => void response.type('html').send(around(ground, visitor, page)),
    keep: (visitor, act, reply, fields) => keepInTalk(ground, visitor, act, reply, fields),
    roomOf: (visitor, fields) => roomIn(visitor, fields)?.address,
  }
}

/** A page with the pretend workplace around it. */
export function around({ talks, clock }: Ground, visitor: Visitor, { title, main, at }: Page): string {
  const { authority, name } = visitor
  const player = playersOf(authority).find(({ address }) => address === visitor.address)
  // Whoever is pretend is mostly called after their post.
  const posts = player?.posts.filter(post => !name.includes(post)).join(', ') ?? ''
  const top = html`<a class="brand" href="/">Signpost</a>
<p class="whoami"><span>${authority.name}</span> <span>You are <strong>${name}</strong>${posts && html`, <span class="posts">${posts}</span>`}. <a href="/${authority.id}">Be somebody else</a></span></p>`
  const nav = player && playgroundNav(visitor, player, talks, at, clock.now())
  return shell({
    ...{ title, top, main, events: `${visitor.base}/events` },
    banner: bannerOf('practice') ?? '',
    ...(nav ? { nav } : {}),
  })
}

/** A page before anybody is somebody. */
export function outside({ title, main }: Page): string {
  const top = html`<a class="brand" href="/">Signpost</a>`
  return shell({ title, top, main, banner: bannerOf('practice') ?? '' })
}
