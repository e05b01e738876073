import { Router } from 'express'
import type { AnswerTo } from '../../channel.ts'
import type { Door } from '../door.ts'
import { drawnPage } from '../drawn/page.ts'
import { fieldNamed } from '../filled.ts'
import { sentFields } from '../sent.ts'
import { fromOf } from '../visitor.ts'

/** A question of somebody who sits at a desk: its answer is a page, with the line to ask on. */
export function askRoutes(answer: AnswerTo, door: Door, now: () => Date): Router {
  const router = Router()
  router.get('/say', (_request, response) => response.redirect(303, '/home'))
  router.post('/say', async (request, response) => {
    const visitor = await door.visitorOf(request)
    if (!visitor) return door.turnAway(request, response)
    const sent = await sentFields(request, visitor.token)
    if ('status' in sent) return door.show(response.status(sent.status), visitor, drawnPage.refused(sent.says))
    const text = fieldNamed(sent.fields, 'text') ?? ''
    if (text.trim() === '') return response.redirect(303, '/home')
    const reply = await answer({ from: fromOf(visitor), what: { do: 'say', text }, now: now() })
    await door.show(response, visitor, drawnPage.answered(visitor, text, reply))
  })
  return router
}
