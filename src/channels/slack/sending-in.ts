import { setTimeout as wait } from 'node:timers/promises'
import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Filled } from '../../chat/incoming.ts'
import { plainly } from '../../chat/pages/plainly.ts'
import type { FormBlock, Reply } from '../../chat/reply.ts'
import { type Carried, carriedIn, onward } from './carried.ts'
import { fetchFile } from './files.ts'
import { givenIn } from './filled.ts'
import { fromOf } from './from.ts'
import { inputIds } from './input-ids.ts'
import { cut } from './limits.ts'
import { momentText } from './moment.ts'
import { Sent } from './payloads.ts'
import { sayTo } from './saying.ts'
import type { Slack } from './slack.ts'
import { forgetTyped, rememberTyped, showIn, typedIn, viewOf } from './windows.ts'

/** What Slack is told of a form that was sent, within three seconds. */
export type Outcome =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: types.ModalView }

type Ack = (outcome: Outcome) => Promise<void>
type View = Sent['view']

/** Below Slack's three seconds by what the way takes. */
export const answerWithinMs = 2_400

/**
 * A form was sent. What it says is on the disk before Slack is told that it was taken. Where that takes too long for Slack, the form stays
 * open with every word in it and says so, and turns into the receipt as soon as there is one: somebody who sends it again meanwhile sends
 * the same form, which is one case.
 */
export async function sentIn(slack: Slack, body: unknown, ack: Ack, withinMs = answerWithinMs): Promise<void> {
  const sent = Sent.safeParse(body).data
  const carried = carriedIn(sent?.view.private_metadata ?? '')
  if (!sent || !carried) {
    slack.log.event('slack-unreadable', { what: 'form' })
    return ack({ response_action: 'update', view: viewOf(slack, plainly(unreadable), { act: { do: 'help' } }) })
  }
  const { view, user } = sent
  const working = onceFor(view.id, () => work(slack, sent, carried))
  const late = Symbol('late')
  const soon = await Promise.race([working, wait(withinMs, late, { ref: false })])
  if (soon !== late) await ack(outcomeOf(slack, soon, view, carried))
  else await ack({ response_action: 'errors', errors: { [lastField(view)]: stillSaving } })
  const reply = await working
  if (soon === late) await showLate(slack, reply, sent, carried)
  else if (!reply.undone) await rememberTyped(slack, view.id, reply)
  if (reply.stays && slack.once.here(`receipt ${carried.submission ?? view.id}`))
    await slack.owed.say(reply, { user: user.id })
}

async function showLate(slack: Slack, reply: Reply, { view, user }: Sent, carried: Carried): Promise<void> {
  const tell = (words: string) => sayTo(slack, plainly(words), { user: user.id })
  if (reply.undone) await tell(sentenceOf(reply))
  else await showIn(slack, view.id, reply, onward(carried, carried.act), tell)
}

const unreadable =
  'Signpost could not read this form, and nothing was sent. Open it again. If it cannot wait, use the telephone; in danger, call 999.'
const stillSaving =
  'Still being saved, which takes longer than usual. Wait a moment: this window changes when it is saved. Your words stay here; sending it again does no harm.'

/** It does not reject: whoever sent a form is told, and keeps what they wrote. */
async function work(slack: Slack, sent: Sent, carried: Carried): Promise<Reply> {
  try {
    return await answered(slack, sent, carried)
  } catch (error) {
    const fault = slack.newId().slice(0, 8)
    slack.log.fault(fault, error)
    return {
      ...plainly(
        `Not sent, because something went wrong. Try again. If it happens again, tell your IT team this: ${fault}. In danger, call 999.`,
      ),
      undone: true,
    }
  }
}

async function answered(slack: Slack, { view, user }: Sent, carried: Carried): Promise<Reply> {
  const filled = await filledIn(slack, view, carried, true)
  const { from } = await fromOf(slack, { id: user.id, name: user.name, team: user.team_id })
  return slack.answer({ from, what: carried.act, filled, now: slack.now() })
}

/** The answers in a window, with those that it does not show just now. Files are ids here: whoever needs them asks for them. */
export async function filledIn(slack: Slack, view: View, carried: Carried, sent: boolean): Promise<Filled> {
  const { at, api } = slack
  const given = givenIn(view.state ?? { values: {} }, await typedIn(slack, view.id), seconds =>
    momentText(seconds, at.timeZone),
  )
  return {
    given: carried.noPictures ? withoutFiles(given) : given,
    submission: carried.submission ?? view.id,
    sent,
    file: id => fetchFile(api, id),
  }
}

const Files = z.array(z.object({ id: z.string(), bytes: z.number() })).min(1)

function withoutFiles(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, answer]) => !Files.safeParse(answer).success))
}

/** What is wrong is said beside its question. Where there is no place for it the form is drawn again, with all that was typed. */
function outcomeOf(slack: Slack, reply: Reply, view: View, carried: Carried): Outcome {
  const form = reply.blocks.find(block => block.is === 'form')
  const errors = reply.undone
    ? { [lastField(view)]: cut(sentenceOf(reply), mostOfError) }
    : form && errorsIn(form, view)
  if (errors) return { response_action: 'errors', errors }
  return { response_action: 'update', view: viewOf(slack, reply, onward(carried, form?.for ?? carried.act)) }
}

function errorsIn({ mistakes, refused }: FormBlock, view: View): Record<string, string> | undefined {
  const fields = Object.keys(view.state?.values ?? {})
  const errors: Record<string, string> = {}
  for (const { field, says } of mistakes) {
    const block = fields.find(block => inputIds.questionOf(block) === field)
    if (block === undefined) return undefined
    errors[block] = cut([errors[block], says].filter(Boolean).join('\n'), mostOfError)
  }
  if (refused && mistakes.length === 0) errors[lastField(view)] = cut(refused, mostOfError)
  return Object.keys(errors).length > 0 ? errors : undefined
}

/** Slack says of none how long it may be; a paragraph beside a field is enough. */
const mostOfError = 1_000

function sentenceOf({ title, blocks }: Reply): string {
  return [title, ...blocks.map(block => (block.is === 'notice' ? block.text : ''))].filter(Boolean).join('\n')
}

/** Nearest to the button that was just pressed. */
function lastField(view: View): string {
  return Object.keys(view.state?.values ?? {}).at(-1) ?? ''
}

/** A form that is sent twice at once is one sending, and both are told the same; one that was not taken may be sent again. */
const working = new Map<string, Promise<Reply>>()
const rememberedMs = 60_000

function onceFor(window: string, send: () => Promise<Reply>): Promise<Reply> {
  const before = working.get(window)
  if (before) return before
  const sending = send()
  working.set(window, sending)
  const free = () => working.delete(window)
  void sending.then(({ blocks, undone }) => {
    if (undone || blocks.some(({ is }) => is === 'form')) free()
    else setTimeout(free, rememberedMs).unref()
  })
  return sending
}

/** A form that was closed takes with it what was typed. */
export async function closed(slack: Slack, body: unknown, ack: () => Promise<void>): Promise<void> {
  await ack()
  const sent = Sent.safeParse(body).data
  if (sent) await forgetTyped(slack, sent.view.id)
}
