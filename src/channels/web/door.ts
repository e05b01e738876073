import type { Request, Response } from 'express'
import type { Act } from '../../chat/act.ts'
import type { Reply } from '../../chat/reply.ts'
import type { AnswerTo } from '../channel.ts'
import type { Page } from './drawn/page.ts'
import type { Fields } from './filled.ts'
import type { Shelf } from './shelf.ts'
import type { Visitor } from './visitor.ts'

/** What the two doors do differently: who somebody is, what stands around a page, and where a reply goes that is no page. */
export interface Door {
  visitorOf(request: Request): Promise<Visitor | undefined>
  turnAway(request: Request, response: Response): void
  show(response: Response, visitor: Visitor, page: Page): Promise<void>
  /** Takes a reply into a conversation; gives where that is, and nothing where the reply is a page of its own. */
  keep?(visitor: Visitor, act: Act, reply: Reply, fields: Fields): string | undefined
  /** Where the room is that something was pressed in, if it was in one that this person reads. */
  roomOf?(visitor: Visitor, fields: Fields): string | undefined
}

export interface Around {
  answer: AnswerTo
  door: Door
  shelf: Shelf
  now(): Date
}
