import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Authority } from '../../../authorities/authority.ts'
import { bannerOf } from '../../../desks/practice.ts'
import { cookieIn } from '../cookies.ts'
import { type Fields, fieldNamed } from '../filled.ts'
import { tokenFor } from '../guard.ts'
import type { Visitor } from '../visitor.ts'
import type { Ground } from './ground.ts'
import { type Player, playersOf, type Room, roomsOf } from './players.ts'

/** Who an address of the playground says that somebody is. */
export function visitorIn({ councils }: Ground, request: Request): { visitor: Visitor; player: Player } | undefined {
  const { council, player: id } = request.params
  const authority = councils.find(one => one.id === council)
  const player = authority && playersOf(authority).find(one => one.id === id)
  const secret = cookieIn(request, cookieName)
  if (!authority || !player || !secret) return undefined
  return { player, visitor: visitorAs(authority, player, tokenFor(secret)) }
}

export function visitorAs(authority: Authority, { id, address, name }: Player, token: string): Visitor {
  return { authority, address, name, token, base: `/${authority.id}/${id}`, banner: bannerOf('practice') ?? '' }
}

/** The room that a form names, where this person reads it. */
export function roomIn(visitor: Visitor, fields: Fields): Room | undefined {
  const wanted = fieldNamed(fields, 'room')
  const player = playersOf(visitor.authority).find(({ address }) => address === visitor.address)
  return roomsOf(visitor.authority).find(room => room.id === wanted && player && room.readBy(player))
}

/**
 * It tells nobody who somebody is, only that a form came from a page of ours. Over http on this machine it cannot be `Secure`
 * in every browser.
 */
const cookieName = 'signpost-practice'

/** Gives each browser its secret at the first page. */
export function secretFor(request: Request, response: Response): string {
  const known = cookieIn(request, cookieName)
  if (known && /^[\w-]{43}$/.test(known)) return known
  const made = randomBytes(32).toString('base64url')
  response.cookie(cookieName, made, { httpOnly: true, sameSite: 'strict', path: '/' })
  request.headers.cookie = `${cookieName}=${made}`
  return made
}
