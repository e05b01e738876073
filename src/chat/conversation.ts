import type { Authority } from '../authorities/authority.ts'
import { inDanger } from '../desks/lines.ts'
import { choose, feedback, nothingToSay, openClause, say, share } from './asking.ts'
import { agency, inbox, meet, move, openCase, passOn, stepBack, warn } from './desk-work.ts'
import { home } from './home.ts'
import type { Incoming } from './incoming.ts'
import { hold, mend, numbers, openFile, records, stuck, warnings } from './oversight.ts'
import { mine, own, ownMove, unanswered, write } from './own-work.ts'
import { helpPage } from './pages/help.ts'
import { plainly } from './pages/plainly.ts'
import { somebodyAt } from './person.ts'
import { councilOf, rememberCouncil, rememberPending, takePending } from './remembered.ts'
import type { Reply } from './reply.ts'
import { report, reportMessage } from './reporting.ts'
import { desksOf, type Here, type Talking } from './talking.ts'
import { whichCouncil } from './which.ts'

/**
 * The heart: what somebody did, on any channel, in; what we say back, out. It knows no vendor and no screen. It never fails: what goes
 * wrong is a reply as well, under a name by which it is found in the log, which holds nothing of what was said.
 */
export function conversationOver(talking: Talking): (incoming: Incoming) => Promise<Reply> {
  return async incoming => {
    try {
      return await reply(talking, incoming)
    } catch (error) {
      const id = talking.newId().slice(0, 8)
      talking.fault(id, error)
      const words = `Something went wrong in Signpost, and what you did was not done. Try again. If it happens again, tell your IT team this: ${id}. In danger, call 999.`
      return { ...plainly(words), undone: true }
    }
  }
}

async function reply(talking: Talking, incoming: Incoming): Promise<Reply> {
  const { from, what, now } = incoming
  const { authorities } = talking.library
  const overheard = what.do === 'say' && what.overheard === true
  if (from.guest) return overheard ? nothingToSay : guestWords(authorities, from.authority)
  const chosen = what.do === 'council' ? what.council : undefined
  const id = chosen ?? from.authority ?? (await councilOf(talking.memory, from, now))
  const authority = authorities.find(one => one.id === id) ?? (authorities.length === 1 ? authorities[0] : undefined)
  if (!authority) {
    if (overheard) return nothingToSay
    if (what.do === 'say') await rememberPending(talking.memory, from, what.text, now)
    return whichCouncil(talking, incoming)
  }
  const by = { who: somebodyAt(authority, from), from: from.channel, now }
  const here: Here = { talking, from, authority, by, now }
  if (chosen === undefined) return respond(here, incoming)

  await rememberCouncil(talking.memory, from, authority.id, now)
  const pending = await takePending(talking.memory, from, now)
  return pending === undefined ? home(here) : say(here, pending)
}

function respond(here: Here, { what, filled }: Incoming): Promise<Reply> | Reply {
  switch (what.do) {
    case 'say':
      return say(here, what.text, what.overheard)
    case 'report':
      return reportMessage(here, what)
    case 'council':
    case 'home':
      return home(here)
    case 'help':
      return helpPage(here.authority, here.talking.mode, desksOf(here).length > 0)
    case 'choose':
      return choose(here, what.ref)
    case 'clause':
      return openClause(here, what.policy, what.ref)
    case 'share':
      return share(here)
    case 'feedback':
      return feedback(here, what.helpful)
    case 'desk':
      return report(here, what, filled)
    case 'mine':
      return mine(here)
    case 'own':
      return own(here, what.reference)
    case 'unanswered':
      return unanswered(here, what.reference)
    case 'withdraw':
    case 'reopen-own':
      return ownMove(here, what, filled)
    case 'write':
      return write(here, what, filled)
    case 'inbox':
      return inbox(here, what.page)
    case 'case':
      return openCase(here, what.reference)
    case 'move':
      return move(here, what, filled)
    case 'file':
      return openFile(here, what)
    case 'step-back':
      return stepBack(here, what, filled)
    case 'meet':
      return meet(here, what)
    case 'warn':
      return warn(here, what, filled)
    case 'warnings':
      return warnings(here, what.desk)
    case 'agency':
      return agency(here, what.reference)
    case 'pass-on':
      return passOn(here, what)
    case 'numbers':
      return numbers(here)
    case 'records':
      return records(here, filled)
    case 'hold':
      return hold(here, what, filled)
    case 'stuck':
      return stuck(here)
    case 'mend':
      return mend(here, what)
  }
}

/** Somebody from another organisation: one sentence and the public lines. No answers, no cases. */
function guestWords(authorities: readonly Authority[], id: string | undefined): Reply {
  const council = authorities.find(one => one.id === id)
  const lines = council ? inDanger(council, '') : ['If anyone is in immediate danger, call 999 now.']
  return {
    title: 'Signpost is for the staff of the council, so it cannot help you here.',
    blocks: [{ is: 'notice', tone: 'danger', text: lines.join('\n') }],
    for: 'asker',
  }
}
