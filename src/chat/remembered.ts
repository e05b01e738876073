import { z } from 'zod'
import { FileAnswer } from '../desks/answers.ts'
import type { From } from './incoming.ts'
import type { Here, Memory } from './talking.ts'

/** The question that was asked last in a thread: a follow-up is read with it. Kept for so long as one may come. */
const Asked = z.object({ question: z.string(), authority: z.string(), address: z.string() })
export type Asked = z.infer<typeof Asked>

/** A message that a form begins with, for the person who wrote or chose it. */
const Draft = z.object({
  address: z.string(),
  message: z.object({ words: z.string(), author: z.string(), link: z.string(), files: FileAnswer.array() }),
  /** What the message says to the questions of one desk. */
  desk: z.string().optional(),
  given: z.record(z.string(), z.string()).default({}),
})
export type Draft = z.infer<typeof Draft>

const minutes = 60_000
const followUpMs = 30 * minutes
const draftMs = 60 * minutes
const councilMs = 400 * 24 * 60 * minutes

export async function askedBefore({ talking, from, authority, now }: Here): Promise<Asked | undefined> {
  const asked = Asked.safeParse(await talking.memory.get(threadOf(from), now)).data
  return asked?.authority === authority.id ? asked : undefined
}

export async function rememberAsked({ talking, from, authority, now }: Here, question: string): Promise<void> {
  const asked: Asked = { question: question.slice(0, 4_000), authority: authority.id, address: from.address }
  await talking.memory.put(threadOf(from), asked, new Date(now.getTime() + followUpMs))
}

/** Somebody who asked before we knew their council need not ask again. */
export async function rememberPending(memory: Memory, from: From, question: string, now: Date): Promise<void> {
  await memory.put(`pending ${from.address}`, question.slice(0, 20_000), new Date(now.getTime() + followUpMs))
}

export async function takePending(memory: Memory, from: From, now: Date): Promise<string | undefined> {
  const pending = z.string().safeParse(await memory.get(`pending ${from.address}`, now)).data
  if (pending !== undefined) await memory.forget(`pending ${from.address}`)
  return pending
}

export async function councilOf(memory: Memory, from: From, now: Date): Promise<string | undefined> {
  return z.string().safeParse(await memory.get(`council ${from.address}`, now)).data
}

export async function rememberCouncil(memory: Memory, from: From, council: string, now: Date): Promise<void> {
  await memory.put(`council ${from.address}`, council, new Date(now.getTime() + councilMs))
}

/** Gives the name of the draft; nothing where it could not be kept: then the form begins empty. */
export async function keepDraft(
  { talking, from, now }: Here,
  draft: Omit<Draft, 'address'>,
): Promise<string | undefined> {
  const name = talking.newId()
  const whole: Draft = { ...draft, address: from.address }
  return (await talking.memory.put(`draft ${name}`, whole, new Date(now.getTime() + draftMs))) ? name : undefined
}

/** A draft is opened by whoever it was made for, and by nobody who guesses its name. */
export async function draftOf({ talking, from, now }: Here, name: string | undefined): Promise<Draft | undefined> {
  if (name === undefined) return undefined
  const draft = Draft.safeParse(await talking.memory.get(`draft ${name}`, now)).data
  return draft?.address === from.address ? draft : undefined
}

/**
 * What led to a report is forgotten once it is saved, with the address it came from: it may be sent without a name, and these words
 * beside that address would tell whose it is.
 */
export async function forgetBeginning({ talking, from }: Here, draft: string | undefined): Promise<void> {
  await talking.memory.forget(threadOf(from))
  if (draft !== undefined) await talking.memory.forget(`draft ${draft}`)
}

function threadOf({ channel, place }: From): string {
  return `asked ${channel} ${place.thread}`
}
