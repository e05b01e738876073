import { type Request, type Response, Router } from 'express'
import { hrefOf } from '../address.ts'
import type { Door } from '../door.ts'
import { drawnPage } from '../drawn/page.ts'
import { fieldNamed } from '../filled.ts'
import { sentFields } from '../sent.ts'
import { fromOf, type Visitor } from '../visitor.ts'
import { readCommand } from './commands.ts'
import type { Ground } from './ground.ts'
import { othersWithNews } from './news.ts'
import { type Room, roomsOf } from './players.ts'
import { talkPage } from './talk-page.ts'
import { roomIn, visitorIn } from './visitors.ts'

/** The conversations of whoever one is: with Signpost, in a room, and what went outside. */
export function talkRoutes(ground: Ground, door: Door): Router {
  const router = Router({ mergeParams: true })
  router.get('/', (request, response, next) => {
    const here = visitorIn(ground, request)
    if (!here) return next()
    const { authority, address } = here.visitor
    const talk = {
      name: 'Signpost',
      at: 'talk',
      ...ground.talks.read(address, address),
      others: othersWithNews(ground, here.visitor),
      desks: ground.desksOf(authority),
    }
    return door.show(response, here.visitor, talkPage(here.visitor, talk))
  })
  router.get('/room/:room', (request, response, next) => {
    const here = visitorIn(ground, request)
    const room =
      here && roomsOf(here.visitor.authority).find(one => one.id === request.params.room && one.readBy(here.player))
    if (!here || !room) return next()
    const read = ground.talks.read(room.address, here.visitor.address)
    const { name, id } = room
    const talk = {
      name,
      at: `room/${id}`,
      ...read,
      room: id,
      others: [],
      desks: ground.desksOf(here.visitor.authority),
    }
    return door.show(response, here.visitor, talkPage(here.visitor, talk))
  })
  router.get('/outside/:agency', (request, response, next) => {
    const here = visitorIn(ground, request)
    const agency = here?.visitor.authority.agencies[request.params.agency]
    if (!here || !agency) return next()
    const entries = agency.reach.flatMap(address => ground.talks.read(address, 'nobody').entries)
    const at = `outside/${request.params.agency}`
    const talk = { name: `What ${agency.name} got`, at, entries, newFrom: 0, desks: [], others: [], isReadOnly: true }
    return door.show(response, here.visitor, talkPage(here.visitor, talk))
  })
  router.post('/say', (request, response) => say(ground, door, request, response))
  return router
}

async function say(ground: Ground, door: Door, request: Request, response: Response): Promise<void> {
  const visitor = await door.visitorOf(request)
  if (!visitor) return door.turnAway(request, response)
  const sent = await sentFields(request, visitor.token)
  if ('status' in sent) return door.show(response.status(sent.status), visitor, drawnPage.refused(sent.says))
  const text = fieldNamed(sent.fields, 'text') ?? ''
  response.redirect(303, await sayAt(ground, visitor, text, roomIn(visitor, sent.fields)))
}

/** Says something somewhere, with what comes back. Gives where that can be read. */
export async function sayAt(ground: Ground, visitor: Visitor, text: string, room: Room | undefined): Promise<string> {
  const { talks, answer, clock, streams, desksOf } = ground
  const back = room ? `${visitor.base}/room/${room.id}` : visitor.base
  if (text.trim() === '') return back
  const what = readCommand(text, desksOf(visitor.authority)) ?? { do: 'say', text }
  if (what.do !== 'say' && what.do !== 'help') return hrefOf(visitor.base, what)

  const place = room?.address ?? visitor.address
  const { address: by, name: byName } = visitor
  const reply = await answer({ from: fromOf(visitor, room?.address), what, now: clock.now() })
  const onlyFor = room && reply.for === 'asker' ? { onlyFor: by } : {}
  // What is answered to one of them alone was not for all to read either: it may be a worry.
  talks.add(place, { at: clock.now(), by, byName, text, ...onlyFor })
  const id = talks.add(place, { at: clock.now(), reply, ...onlyFor })
  if (room) streams.tell(listener => listener === visitor.authority.id)
  return `${back}#e-${id}`
}
