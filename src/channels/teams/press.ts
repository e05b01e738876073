import type { From, Place } from '../../chat/incoming.ts'
import type { Reply } from '../../chat/reply.ts'
import type { Carried } from './carried.ts'
import { fetchFile } from './files.ts'
import { givenIn } from './filled.ts'
import type { Spot } from './read.ts'
import type { Teams } from './teams.ts'
import { forgetTyped, keepTyped, typedIn } from './typed.ts'

export interface Press {
  carried: Carried
  inputs: Record<string, unknown>
}

/** What comes of a press, or nothing yet: it takes longer than Teams waits, and can be asked for again. */
export function pressed(teams: Teams, from: From, press: Press): Promise<Reply | undefined> {
  const { act, submission, sent } = press.carried
  const name = `${from.address} ${submission === undefined ? JSON.stringify(act) : `${submission} ${sent ?? ''}`}`
  return teams.patiently(name, () => answered(teams, from, press))
}

async function answered(teams: Teams, from: From, { carried, inputs }: Press): Promise<Reply> {
  const { act, submission, sent, back } = carried
  if (back?.submission !== undefined) await leave(teams, from.address, back.submission, inputs)
  if (submission === undefined) return teams.answer({ from, what: act, now: teams.now() })
  const typed = await typedIn(teams, from.address, submission)
  const given = sent === undefined ? typed.given : givenIn(inputs, typed)
  const filled = { given, submission, file: (id: string) => fetchFile(teams, from.address, id) }
  const reply = await teams.answer({ from, what: act, filled: { ...filled, sent: sent === true }, now: teams.now() })
  if (reply.undone && sent) return withForm(reply, await formAgain())
  if (!reply.undone && !formIn(reply)) await forgetTyped(teams, from.address, submission)
  return reply

  /** Whatever went wrong, nobody loses what they wrote: the form stays, with the reason above it. */
  function formAgain(): Promise<Reply> {
    return teams.answer({ from, what: act, filled: { ...filled, sent: false }, now: teams.now() })
  }
}

function withForm(undone: Reply, again: Reply): Reply {
  const form = formIn(again)
  if (!form) return undone
  return { ...again, blocks: [{ is: 'notice', tone: 'danger', text: undone.title }, ...undone.blocks, ...again.blocks] }
}

async function leave(teams: Teams, address: string, submission: string, inputs: Record<string, unknown>) {
  const typed = await typedIn(teams, address, submission)
  await keepTyped(teams, address, submission, { ...typed, given: givenIn(inputs, typed) })
}

export function formIn({ blocks }: Reply) {
  return blocks.find(block => block.is === 'form')
}

/** Where something was pressed: what was answered in private can be shown in the place that it was asked in. */
export function placeOf({ act, at }: Carried, place: Place): Place {
  if (act.do !== 'share' || at === undefined) return place
  return { isPrivate: false, room: `teams:${at.split(';')[0]}`, thread: `teams:${at}` }
}

/** Where that is then said. What cannot be shown there is told where it was pressed. */
export function spotFor(spot: Spot, { act, at }: Carried, reply: Reply): Spot {
  if (act.do !== 'share' || at === undefined || reply.for === 'asker') return spot
  return { ...spot, place: placeOf({ act, at }, spot.place), conversation: { ...spot.conversation, id: at } }
}
