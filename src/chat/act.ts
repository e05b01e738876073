import { z } from 'zod'
import { moves } from '../cases/moves.ts'

const id = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)
const word = z.string().min(1).max(120)
const reference = z.string().max(40)
const version = z.number().int().positive()
const moveNames = Object.keys(moves) as [keyof typeof moves, ...(keyof typeof moves)[]]

/**
 * What a person does by pressing something, or by sending what it opened. It stands behind every button as JSON and comes back
 * from outside, so it holds no words of a report, and nothing in it is a right: who may do it is asked when it comes.
 */
export const Act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('home') }),
  z.strictObject({ do: z.literal('help') }),
  z.strictObject({ do: z.literal('council'), council: id }),

  z.strictObject({ do: z.literal('choose'), ref: word }),
  z.strictObject({ do: z.literal('clause'), policy: word, ref: word }),
  z.strictObject({ do: z.literal('share') }),
  z.strictObject({ do: z.literal('feedback'), helpful: z.boolean() }),

  /** A desk's form, or the choice of a desk. `draft`: what a message filled in, kept sealed under this name. */
  z.strictObject({ do: z.literal('desk'), desk: id.optional(), draft: word.optional() }),
  z.strictObject({ do: z.literal('mine') }),
  z.strictObject({ do: z.literal('own'), reference }),
  z.strictObject({ do: z.literal('unanswered'), reference }),
  z.strictObject({ do: z.literal('withdraw'), reference, version }),
  z.strictObject({ do: z.literal('reopen-own'), reference, version }),

  z.strictObject({ do: z.literal('inbox'), page: z.number().int().min(0).optional() }),
  z.strictObject({ do: z.literal('case'), reference }),
  z.strictObject({ do: z.literal('move'), reference, version, move: z.enum(moveNames) }),
  /** `draft`: what a message and its files fill in of an addition. */
  z.strictObject({
    do: z.literal('write'),
    reference,
    what: z.enum(['question', 'note', 'addition']),
    draft: word.optional(),
  }),
  z.strictObject({ do: z.literal('file'), reference, file: word, side: z.enum(['desk', 'reporter']) }),
  z.strictObject({ do: z.literal('step-back'), reference }),
  z.strictObject({ do: z.literal('meet'), reference, clock: z.number().int().positive() }),
  z.strictObject({ do: z.literal('warn'), reference, kind: z.enum(['warning', 'block']) }),
  z.strictObject({ do: z.literal('warnings'), desk: id }),
  z.strictObject({ do: z.literal('agency'), reference }),
  z.strictObject({ do: z.literal('pass-on'), reference, agency: id, seen: word }),

  z.strictObject({ do: z.literal('numbers') }),
  z.strictObject({ do: z.literal('records') }),
  z.strictObject({ do: z.literal('hold'), reference, on: z.boolean() }),
  z.strictObject({ do: z.literal('stuck') }),
  z.strictObject({ do: z.literal('mend'), delivery: word, how: z.enum(['again', 'set-aside']) }),
])
export type Act = z.infer<typeof Act>

/** An act as it comes back from a button; nothing where it is none of ours. */
export function actFrom(value: string): Act | undefined {
  try {
    return Act.safeParse(JSON.parse(value)).data
  } catch {
    return undefined
  }
}
