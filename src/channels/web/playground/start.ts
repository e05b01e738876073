import { Router } from 'express'
import { drawnPage } from '../drawn/page.ts'
import { fieldNamed } from '../filled.ts'
import { tokenFor } from '../guard.ts'
import { sentFields } from '../sent.ts'
import { outside } from './door.ts'
import type { Ground } from './ground.ts'
import { playersOf } from './players.ts'
import { startPage, whichPage, whoPage } from './start-page.ts'
import { sayAt } from './talk.ts'
import { secretFor, visitorAs } from './visitors.ts'

/** Before anybody is somebody: which council, and who. */
export function startRoutes(ground: Ground): Router {
  const { councils, answer, clock } = ground
  const router = Router()
  router.get('/', (request, response) => {
    const token = tokenFor(secretFor(request, response))
    response.type('html').send(outside(startPage(councils, token)))
  })
  router.get('/:council', (request, response, next) => {
    const council = councils.find(({ id }) => id === request.params.council)
    if (!council) return next()
    response.type('html').send(outside(whoPage(council)))
  })
  router.post('/ask', async (request, response) => {
    const token = tokenFor(secretFor(request, response))
    const sent = await sentFields(request, token)
    if ('status' in sent)
      return void response
        .status(sent.status)
        .type('html')
        .send(outside(drawnPage.refused(sent.says)))
    const text = fieldNamed(sent.fields, 'text') ?? ''
    const council =
      councils.find(({ id }) => id === fieldNamed(sent.fields, 'council')) ??
      (councils.length === 1 ? councils[0] : undefined)
    const [player] = council ? playersOf(council) : []
    if (council && player) {
      const visitor = visitorAs(council, player, token)
      return response.redirect(303, await sayAt(ground, visitor, text, undefined))
    }
    // Nobody is known by this address, and nothing is kept under it.
    const from = {
      channel: 'web',
      address: 'web:nobody.test',
      name: '',
      guest: false,
      place: { isPrivate: true, thread: 'web start' },
    }
    const what = { do: 'say', text } as const
    const reply = await answer({ from, what, now: clock.now() })
    response.type('html').send(outside(whichPage(reply, text, token)))
  })
  return router
}
