import { randomBytes } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import type { Act } from '../../../chat/act.ts'
import { actAt, hrefOf, isLook, lookInstead } from '../address.ts'
import { cookieIn } from '../cookies.ts'
import { drawnPage } from '../drawn/page.ts'
import { type Fields, fieldNamed } from '../filled.ts'
import { tokenFor } from '../guard.ts'
import { sentFields } from '../sent.ts'
import { deviceIn } from './device.ts'
import { cookieRules, outside, sessionCookie, visitCookie } from './door.ts'
import type { Comer, Entrance, LinkSeen } from './entrance.ts'
import { again, linkPage, sentPage, signInPage, unknownLink } from './sign-in-pages.ts'

/** Sends a link to one of the ways to somebody: the first that takes it. */
export type SendLink = (ways: readonly string[], link: string) => Promise<void>

export interface SigningIn {
  entrance: Entrance
  sendLink: SendLink
  origin: string
  fault(id: string, error: unknown): void
  newId(): string
}

/** The way in: a link to one's own letter box, opened in the browser that asked, spent by a button. */
export function signInRoutes(signing: SigningIn): Router {
  const { entrance } = signing
  const router = Router()
  router.get('/sign-in', (request, response) => {
    const { token } = visitOf(request, response)
    const { to } = request.query
    outside(signInPage(token, typeof to === 'string' ? to : '', 'again' in request.query ? again : undefined), response)
  })
  router.post('/sign-in', async (request, response) => {
    const { token, visit } = visitOf(request, response)
    const fields = await fieldsOf(request, response, token)
    if (!fields) return
    // Answered before anything is looked up, so that no stopwatch tells who is known here.
    outside(sentPage, response)
    const act = actOf(fieldNamed(fields, 'to') ?? '')
    await quietly(signing, () => sendTo(signing, fieldNamed(fields, 'who') ?? '', act, visit))
  })
  router.get('/link/:secret', async (request, response) => {
    const { token, visit } = visitOf(request, response)
    const link = await entrance.look(request.params.secret, visit)
    if (!link) return outside(signInPage(token, '', unknownLink), response.status(404))
    const own = cookieIn(request, sessionCookie)
    const here = own ? await entrance.session(own) : undefined
    if (here && isSamePerson(here, link)) return response.redirect(303, hrefAfter(link.act))
    outside(linkPage(link, request.params.secret, token, here?.name), response)
  })
  router.post('/link/:secret', (request, response) => enter(signing, request, response))
  router.post('/link/:secret/again', (request, response) => sendAgain(signing, request, response))
  return router
}

async function enter({ entrance }: SigningIn, request: Request, response: Response): Promise<void> {
  const { token, visit } = visitOf(request, response)
  if (!(await fieldsOf(request, response, token))) return
  const secret = String(request.params['secret'])
  const entered = await entrance.enter(secret, visit, deviceIn(request.headers['user-agent'] ?? ''))
  if (!entered) return outside(signInPage(token, '', unknownLink), response)
  if (!('session' in entered)) return outside(linkPage(entered, secret, token, undefined), response)
  const before = cookieIn(request, sessionCookie)
  const here = before ? await entrance.session(before) : undefined
  if (here) await entrance.end(here, here.session)
  response.cookie(sessionCookie, entered.session, { ...cookieRules, maxAge: 8 * 60 * 60_000 })
  response.redirect(303, hrefAfter(entered.link.act))
}

/** A notice may lie for hours. Whoever opens its link then is sent a fresh one, to where the old one had gone. */
async function sendAgain(signing: SigningIn, request: Request, response: Response): Promise<void> {
  const { token, visit } = visitOf(request, response)
  if (!(await fieldsOf(request, response, token))) return
  outside(sentPage, response)
  await quietly(signing, async () => {
    const link = await signing.entrance.look(String(request.params['secret']), visit)
    if (link) await make(signing, link, [link.address], link.act, visit)
  })
}

async function sendTo(signing: SigningIn, written: string, act: Act, visit: string): Promise<void> {
  for (const { authority, person, ways } of signing.entrance.called(written.slice(0, 200))) {
    const [address] = ways
    const name = authority.people[person]?.name ?? ''
    if (address) await make(signing, { authority, person, name, address }, ways, act, visit)
  }
}

async function make(signing: SigningIn, comer: Comer, ways: readonly string[], act: Act, visit: string): Promise<void> {
  const secret = await signing.entrance.link(comer, act, visit)
  if (secret) await signing.sendLink(ways, `${signing.origin}/link/${secret}`)
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
  if (visit !== known) response.cookie(visitCookie, visit, { ...cookieRules, maxAge: 24 * 60 * 60_000 })
  return { visit, token: tokenFor(visit) }
}

/** Where somebody wanted to be, as one of our own acts: no other address is ever gone to. */
function actOf(path: string): Act {
  const [, word = '', query = ''] = /^\/([a-z-]+)(?:\?(.*))?$/.exec(path) ?? []
  return actAt(word, new URLSearchParams(query)) ?? { do: 'home' }
}

/** A link never does anything but show: what it is about is done by a button on the page that it opens. */
function hrefAfter(act: Act): string {
  return hrefOf('', isLook(act) ? act : lookInstead(act))
}

function isSamePerson(a: Comer, b: LinkSeen): boolean {
  return a.authority.id === b.authority.id && a.person === b.person
}
