import type { Request, Response } from 'express'
import type { Authority } from '../../../authorities/authority.ts'
import { momentShown } from '../../../authorities/clock.ts'
import { opensNext } from '../../../authorities/hours.ts'
import type { Door } from '../door.ts'
import { drawnPage } from '../drawn/page.ts'
import { fieldNamed } from '../filled.ts'
import { sentFields } from '../sent.ts'
import type { Ground } from './ground.ts'
import { isStep, type Step } from './nav.ts'

const minuteMs = 60_000
/** No reminder comes sooner after another, so that each step of a ladder is seen where it stands. */
const strideMs = 5 * minuteMs

/**
 * Moves the clock on. It walks, with all that falls due on the way: a leap would take a step that is late only once, and nobody would
 * see how a ladder is climbed.
 */
export async function forwardTo(ground: Ground, door: Door, request: Request, response: Response): Promise<void> {
  const visitor = await door.visitorOf(request)
  if (!visitor) return door.turnAway(request, response)
  const sent = await sentFields(request, visitor.token)
  if ('status' in sent) return door.show(response.status(sent.status), visitor, drawnPage.refused(sent.says))
  const step = fieldNamed(sent.fields, 'step') ?? ''
  if (isStep(step)) await walk(ground, msOf(step, visitor.authority, ground.clock.now()))
  response.redirect(303, visitor.base)
}

function msOf(step: Step, council: Authority, now: Date): number {
  if (step === '5-minutes') return 5 * minuteMs
  if (step === '1-hour') return 60 * minuteMs
  if (step === '1-day') return 24 * 60 * minuteMs
  const opening = opensNext(council, now)
  return opening ? momentShown(council['time zone'], opening.day, opening.time).getTime() - now.getTime() : 0
}

async function walk({ clock, look, streams }: Ground, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= strideMs) {
    await clock.forward(Math.min(left, strideMs))
    await look()
  }
  streams.tell(() => true)
}
