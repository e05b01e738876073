import { localTime } from '../../../authorities/hours.ts'
import { html, type Markup } from '../../markup.ts'
import { workPlaces } from '../drawn/places.ts'
import { place } from '../drawn/shell.ts'
import { hidden } from '../drawn/way.ts'
import type { Visitor } from '../visitor.ts'
import { othersWithNews } from './news.ts'
import { type Player, roomsOf } from './players.ts'
import type { Talks } from './talks.ts'

/** People and rooms, what the posts of whoever one is bring, whom else something has come for, and the clock. */
export function playgroundNav(visitor: Visitor, player: Player, talks: Talks, at: string, now: Date): Markup {
  const { authority, base } = visitor
  const rooms = roomsOf(authority).filter(room => room.readBy(player))
  const others = othersWithNews({ talks }, visitor)
  return html`<h2>Conversations</h2>
<ul>${place(base, 'Signpost', at === 'talk', talks.unread(player.address, player.address))}
${rooms.map(room =>
  place(
    `${base}/room/${room.id}`,
    html`${room.name}${room.isPrivate && html` <span class="tag">private</span>`}`,
    at === `room/${room.id}`,
    talks.unread(room.address, player.address),
  ),
)}</ul>
<h2>Your places</h2>
${workPlaces(visitor, at)}
<h2>Be somebody else</h2>
<ul>${others.map(one => place(`/${authority.id}/${one.id}`, one.name, false, one.count))}
${agencyPlaces(visitor, player, talks)}
${place(`/${authority.id}`, 'Everybody you can be', false)}</ul>
${clock(visitor, now)}`
}

/** What went out of the council can be looked at here by whoever passed it on, as the firm would read it. */
function agencyPlaces({ authority }: Visitor, player: Player, talks: Talks): Markup {
  const known = Object.entries(authority.agencies).filter(([, { reach }]) =>
    reach.some(address => talks.unread(address, 'nobody') > 0),
  )
  return html`${known.map(([id, { name }]) => place(`/${authority.id}/${player.id}/outside/${id}`, `What ${name} got`, false))}`
}

const steps = { '5-minutes': '5 minutes', '1-hour': '1 hour', opening: 'To next opening', '1-day': '1 day' }
export type Step = keyof typeof steps

export function isStep(step: string): step is Step {
  return step in steps
}

function clock({ authority, base, token }: Visitor, now: Date): Markup {
  const { day, time } = localTime(authority, now)
  const long = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  return html`<section class="time"><h2>The clock</h2>
<p><time datetime="${now.toISOString()}">${long.format(new Date(`${day}T00:00:00Z`))}, ${time}</time></p>
<form method="post" action="${base}/clock">${hidden({ token })}
<p class="small">Move it on, and see who is told what.</p>
<div class="ways">${Object.entries(steps).map(([step, label]) => html`<button class="button" name="step" value="${step}">${step === 'opening' ? label : html`<span aria-hidden="true">+</span> ${label}`}</button>`)}</div></form></section>`
}
