import { type Request, type Response, Router } from 'express'
import type { Act } from '../../chat/act.ts'
import type { Filled, Incoming } from '../../chat/incoming.ts'
import type { Reply } from '../../chat/reply.ts'
import { actAt, hrefOf, isLook, lookInstead } from './address.ts'
import { readBody } from './body.ts'
import type { Around } from './door.ts'
import { drawnPage } from './drawn/page.ts'
import { type Fields, fieldNamed } from './filled.ts'
import { isToken } from './guard.ts'
import { sendFile } from './send-file.ts'
import { stale } from './sent.ts'
import { filledIn, mayTakeFiles } from './taking.ts'
import { fromOf, type Visitor } from './visitor.ts'

/** Each act has its address: opened, it shows what the heart replies; sent, it is done, with whatever was filled in. */
export function actRoutes(around: Around): Router {
  const router = Router({ mergeParams: true })
  router.get('/saved/:file', (request, response) => saved(around, request, response))
  router.get('/:act', (request, response, next) => {
    const act = actIn(request)
    return act ? look(around, act, request, response) : next()
  })
  router.post('/:act', (request, response, next) => {
    const act = actIn(request)
    return act ? send(around, act, request, response) : next()
  })
  return router
}

/** The act that a request is about: the last word of its path, and its query. */
export function actIn({ params, query }: Request): Act | undefined {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return actAt(String(params['act']), new URLSearchParams(pairs))
}

async function look({ answer, door, shelf, now }: Around, act: Act, request: Request, response: Response) {
  const visitor = await door.visitorOf(request)
  if (!visitor) return door.turnAway(request, response)
  if (!isLook(act)) return response.redirect(303, hrefOf(visitor.base, lookInstead(act)))
  const reply = await answer({ from: fromOf(visitor), what: act, now: now() })
  await shows({ door, shelf, now }, { visitor, act, reply }, response)
}

async function send(around: Around, act: Act, request: Request, response: Response) {
  const { answer, door, shelf, now } = around
  const visitor = await door.visitorOf(request)
  if (!visitor) return door.turnAway(request, response)
  const isTheirs = (fields: Fields) => isToken(fieldNamed(fields, 'token'), visitor.token)
  const body = await readBody(request, {
    wanted: async fields => isTheirs(fields) && (await mayTakeFiles(around, visitor, act, fields)),
    room: () => shelf.room(now()),
  })
  if ('status' in body) return door.show(response.status(body.status), visitor, drawnPage.refused(body.says))
  if (!isTheirs(body.fields)) return door.show(response.status(403), visitor, drawnPage.refused(stale))

  const { filled, mistakes, kept } = filledIn(shelf, visitor, body, now())
  const room = door.roomOf?.(visitor, body.fields)
  const incoming: Incoming = { from: fromOf(visitor, room), what: act, now: now(), ...(filled ? { filled } : {}) }
  const reply = withMistakes(await answer(incoming), mistakes)
  if (!reply.blocks.some(({ is }) => is === 'form')) shelf.forget(visitor.address, kept)
  const elsewhere = door.keep?.(visitor, act, reply, body.fields)
  if (elsewhere !== undefined) return response.redirect(303, elsewhere)
  await shows(around, { visitor, act, reply, ...(filled ? { filled } : {}) }, response)
}

function withMistakes(reply: Reply, mistakes: readonly { field: string; says: string }[]): Reply {
  if (mistakes.length === 0) return reply
  return {
    ...reply,
    blocks: reply.blocks.map(block =>
      block.is === 'form' ? { ...block, mistakes: [...mistakes, ...block.mistakes] } : block,
    ),
  }
}

interface Showing {
  visitor: Visitor
  act: Act
  reply: Reply
  filled?: Filled
}

async function shows(
  { door, shelf, now }: Pick<Around, 'door' | 'shelf' | 'now'>,
  { visitor, act, reply }: Showing,
  response: Response,
): Promise<void> {
  const [only] = reply.blocks
  if (only?.is === 'file' && reply.blocks.length === 1) return sendFile(response, only)
  const page = drawnPage.of(visitor, act, reply, file => {
    const id = shelf.put(visitor.address, file, now())
    return `${visitor.base}/saved/${id ?? 'none'}`
  })
  await door.show(response.status(page.isWrong ? 422 : 200), visitor, page)
}

async function saved({ door, shelf, now }: Around, request: Request, response: Response): Promise<void> {
  const visitor = await door.visitorOf(request)
  if (!visitor) return door.turnAway(request, response)
  const file = shelf.get(visitor.address, String(request.params['file']), now())
  if (file) return sendFile(response, file)
  await door.show(
    response.status(404),
    visitor,
    drawnPage.refused('That file was here for half an hour. Make it again.'),
  )
}
