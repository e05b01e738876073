import { randomBytes } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import type { Act } from '../../../chat/act.ts'
import { actIn } from '../acts.ts'
import { actOfPath, hrefAfter, hrefOf } from '../address.ts'
import { cookieIn } from '../cookies.ts'
import { drawnPage } from '../drawn/page.ts'
import { type Fields, fieldNamed } from '../filled.ts'
import { tokenFor } from '../guard.ts'
import { sentFields } from '../sent.ts'
import { deviceIn } from './device.ts'
import { cookieRules, outside, sessionCookie, visitCookie } from './door.ts'
import type { Comer, Entrance, LinkSeen } from './entrance.ts'
import { senders } from './senders.ts'
import { again, linkPage, sentPage, signInPage, unknownLink } from './sign-in-pages.ts'

/** Sends a link to one of the ways to somebody: the first that takes it. */
export type SendLink = (ways: readonly string[], link: string) => Promise<void>

export interface SigningIn {
  entrance: Entrance
  sendLink: SendLink
  origin: string
  now(): Date
  fault(id: string, error: unknown): void
  newId(): string
}

const home: Act = { do: 'home' }

/** The way in: a link to one's own letter box, spent by a button on the page that it opens. */
export function signInRoutes(signing: SigningIn): Router {
  const { entrance } = signing
  const { mayAsk } = senders(signing.now)
  const router = Router()
  router.get('/sign-in', (request, response) => {
    const { token } = visitOf(request, response)
    const to = typeof request.query['to'] === 'string' ? request.query['to'] : ''
    const words = 'again' in request.query ? again(actOfPath(to) ?? home) : undefined
    outside(signInPage(token, to, words), response)
  })
  router.post('/sign-in', async (request, response) => {
    const { token, visit } = visitOf(request, response)
    const fields = await fieldsOf(request, response, token)
    if (!fields) return
    // Answered before anything is looked up, so that no stopwatch tells who is known here.
    outside(sentPage, response)
    if (!mayAsk(request)) return
    const act = actOfPath(fieldNamed(fields, 'to') ?? '') ?? home
    await quietly(signing, async () => {
      for (const { comer, ways } of entrance.called((fieldNamed(fields, 'who') ?? '').slice(0, 200)))
        await make(signing, comer, ways, act, visit)
    })
  })
  router.get('/link/:secret/:act', async (request, response) => {
    const { token, visit } = visitOf(request, response)
    const act = actIn(request) ?? home
    const link = await entrance.look(request.params.secret, visit)
    if (!link) return outside(signInPage(token, hrefAfter(act), unknownLink), response.status(404))
    const own = cookieIn(request, sessionCookie)
    const here = own ? await entrance.session(own) : undefined
    if (here && isSamePerson(here, link)) return response.redirect(303, hrefAfter(act))
    outside(linkPage(link, { secret: request.params.secret, act, token, here }), response)
  })
  router.post('/link/:secret/:act', (request, response) => enter(signing, request, response))
  router.post('/again/:secret/:act', async (request, response) => {
    const { token, visit } = visitOf(request, response)
    if (!(await fieldsOf(request, response, token))) return
    outside(sentPage, response)
    if (!mayAsk(request)) return
    // A notice may lie for hours. Whoever opens its link then is sent a fresh one, to where the old one had gone.
    await quietly(signing, async () => {
      const link = await entrance.look(request.params.secret, visit)
      if (link) await make(signing, link, [link.address], actIn(request) ?? home, visit)
    })
  })
  return router
}

async function enter({ entrance }: SigningIn, request: Request, response: Response): Promise<void> {
  const { token, visit } = visitOf(request, response)
  if (!(await fieldsOf(request, response, token))) return
  const secret = String(request.params['secret'])
  const act = actIn(request) ?? home
  const entered = await entrance.enter(secret, visit, deviceIn(request.headers['user-agent'] ?? ''))
  if (!entered) return outside(signInPage(token, hrefAfter(act), unknownLink), response.status(404))
  if (!('session' in entered)) return outside(linkPage(entered, { secret, act, token, here: undefined }), response)
  const before = cookieIn(request, sessionCookie)
  const here = before ? await entrance.session(before) : undefined
  if (here) await entrance.end(here, here.session)
  response.cookie(sessionCookie, entered.session, { ...cookieRules, maxAge: 8 * 60 * 60_000 })
  response.redirect(303, hrefAfter(act))
}

async function make(signing: SigningIn, comer: Comer, ways: readonly string[], act: Act, visit: string): Promise<void> {
  const secret = await signing.entrance.ask(comer, visit)
  if (secret) await signing.sendLink(ways, hrefOf(`${signing.origin}/link/${secret}`, act))
}

async function quietly({ fault, newId }: SigningIn, work: () => Promise<void>): Promise<void> {
  await work().catch(error => fault(newId().slice(0, 8), error))
}

async function fieldsOf(request: Request, response: Response, token: string): Promise<Fields | undefined> {
  const sent = await sentFields(request, token)
  if ('fields' in sent) return sent.fields
  outside(drawnPage.refused(sent.says), response.status(sent.status))
  return undefined
}

/** What a browser is known by before anybody has signed in: links that it asks for open in it alone. */
function visitOf(request: Request, response: Response): { visit: string; token: string } {
  const known = cookieIn(request, visitCookie)
  const visit = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url')
  response.cookie(visitCookie, visit, { ...cookieRules, maxAge: 30 * 24 * 60 * 60_000 })
  return { visit, token: tokenFor(visit) }
}

function isSamePerson(a: Comer, b: LinkSeen): boolean {
  return a.authority.id === b.authority.id && a.person === b.person
}
