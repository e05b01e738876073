import type { Authority } from '../authorities/authority.ts'
import type { DeskHere } from '../desks/receives.ts'
import { asPerson, rolesOf } from './access.ts'
import type { Case } from './case.ts'
import type { Move } from './moves.ts'
import { unfit } from './words.ts'

/** What somebody presses, after looking at one version of a case. */
export interface Press {
  move: Move
  version: number
  /** For "assign": the council's id of a person of this desk. */
  to?: string
  /** For "resolve": one of the desk's outcomes. */
  outcome?: string
  /** For "transfer": the desk, and the kind of report it is there. */
  desk?: string
  subtype?: string
  /** For the desk: the reason, where one is asked for. */
  note?: string
  /** For whoever reported it. */
  words?: string
}

export interface Mistake {
  field: 'to' | 'outcome' | 'desk' | 'subtype' | 'note' | 'words'
  says: string
}

/** Everything that a move still needs, at once. */
export function missingFrom(press: Press, around: Around): Mistake[] {
  const { authority, desk, desks, found, readers, leftOut, canBeRead } = around
  const mistakes: Mistake[] = []
  const need = (field: Mistake['field'], is: boolean, says: string) => {
    if (!is) mistakes.push({ field, says })
  }
  const reason = Boolean(press.note?.trim())
  if (press.move === 'assign') {
    const there = asPerson(authority, press.to ?? '')
    const atDesk = rolesOf(authority, there).some(role => readers.includes(role)) && !leftOut.includes(there.id)
    need('to', atDesk, 'Choose somebody of this desk to assign it to.')
  }
  if (press.move === 'resolve') {
    const outcome = Object.hasOwn(desk.outcomes, press.outcome ?? '') ? desk.outcomes[press.outcome ?? ''] : undefined
    const names = Object.entries(desk.outcomes).map(([id, { name }]) => `${name} (${id})`)
    need('outcome', outcome !== undefined, `Choose how it ended: ${names.join('; ')}.`)
    need('note', reason || !(outcome?.['give reason'] || desk.safety), 'Write the reason. It is kept with the case.')
  }
  if (press.move === 'transfer') {
    const to = desks.find(({ id }) => id === press.desk)
    const subtypes = Object.keys(to?.['sub-types'] ?? {})
    const elsewhere = to && (to.id !== found.desk || (press.subtype ?? found.subtype) !== found.subtype)
    need('desk', Boolean(elsewhere), `Choose another desk: ${desks.map(({ id }) => id).join(', ')}.`)
    need(
      'subtype',
      !to || !press.subtype || subtypes.includes(press.subtype),
      `Choose a kind of that desk: ${subtypes.join(', ')}.`,
    )
    need('note', reason, 'Write why it belongs there.')
  }
  if (press.move === 'return') need('note', reason, 'Write why you hand it back.')
  for (const field of ['note', 'words'] as const)
    mistakes.push(...unfit(press[field] ?? '').map(says => ({ field, says })))
  need('words', canBeRead || !press.words?.trim(), unread)
  return mistakes
}

const unread =
  'Whoever reported it could not read these words: they left no address, or it is deleted with this. Write to them before you close it, or keep the words as a note.'

/** What is known of a case when somebody presses. */
export interface Around {
  authority: Authority
  desk: DeskHere
  desks: DeskHere[]
  found: Case
  readers: string[]
  leftOut: string[]
  /** Whether words for whoever reported it would reach them. */
  canBeRead: boolean
}
