import { type Request, type Response, Router } from 'express'
import { channelOf } from '../../../cases/outbox/posted.ts'
import type { Sent } from '../../../cases/outbox/sent.ts'
import type { Sending } from '../../channel.ts'
import { actRoutes } from '../acts.ts'
import type { Streams } from '../streams.ts'
import { forwardTo } from './clock.ts'
import { practiceDoor } from './door.ts'
import type { Ground, Practice } from './ground.ts'
import { placeAt } from './players.ts'
import { startRoutes } from './start.ts'
import { talkRoutes } from './talk.ts'
import { openTalks } from './talks.ts'
import { secretFor } from './visitors.ts'

/** A small pretend workplace: whoever tries things out is whoever they say they are, and is told what that person would be. */
export function openPlayground(practice: Practice): { router: Router; send(sending: Sending): Promise<Sent> } {
  const ground: Ground = { ...practice, talks: openTalks() }
  const { answer, shelf, clock, streams } = ground
  const router = Router()
  router.use((request, response, next) => {
    secretFor(request, response)
    next()
  })
  router.use(startRoutes(ground))
  const door = practiceDoor(ground)
  const inside = Router({ mergeParams: true })
  inside.use(talkRoutes(ground, door))
  inside.post('/clock', (request, response) => forwardTo(ground, door, request, response))
  inside.get('/events', (request, response) => listen(streams, request, response))
  inside.use(actRoutes({ answer, shelf, door, now: clock.now }))
  router.use('/:council/:player', inside)
  return { router, send: async sending => put(ground, sending) }
}

/** Only that there is news of a council is told to a page: what it may see of it, it asks for as whoever it is. */
function listen(streams: Streams, request: Request, response: Response): void {
  if (!streams.open(response, String(request.params['council']))) response.sendStatus(503)
}

/** A notice stands in the conversation of whoever it is for, with the channel it would have gone by. */
function put({ councils, talks, clock, streams }: Ground, { address, reply, earlier, quietly }: Sending): Sent {
  const council = councils.find(one => placeAt(one, address))
  const place = council && placeAt(council, address)
  if (!council || !place) return { outcome: 'never', problem: 'no-such-person' }
  const before = typeof earlier === 'number' ? earlier : undefined
  if (quietly) {
    if (before !== undefined) talks.replace(place, before, reply)
    streams.tell(listener => listener === council.id)
    return { outcome: 'sent' }
  }
  const via = names[channelOf(address)]
  const id = talks.add(place, { at: clock.now(), reply, told: true, ...(via ? { via } : {}) })
  streams.tell(listener => listener === council.id)
  return { outcome: 'sent', posted: id }
}

const names: Record<string, string | undefined> = { email: 'e-mail', slack: 'Slack', teams: 'Teams' }
