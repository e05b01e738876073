import type { Authority } from '../authorities/authority.ts'
import { inDanger } from '../desks/lines.ts'
import type { DeskHere } from '../desks/receives.ts'
import type { Spotted } from '../desks/spot.ts'

/** Desks whose messages may be about somebody in danger: there the emergency lines come before everything else. */
const dangerous = new Set(['safeguarding', 'emergency'])

export function isDangerous(desk: string): boolean {
  return dangerous.has(desk)
}

/** What is said before an answer when the message is a report: danger, what not to do, and who would take it. */
export function offerWords(spotted: Spotted, authority: Authority, desk: DeskHere | undefined): string {
  const danger = isDangerous(spotted.id) ? inDanger(authority, spotted.id) : []
  if (desk === undefined) return danger.join('\n')
  const takes = `This sounds like a report for the ${desk.name} desk. Nothing has been sent to anybody.`
  return [danger.join('\n'), desk['do not'].says, takes].filter(part => part !== '').join('\n\n')
}

/** The same where we do not know the council yet: nobody in danger waits for that. */
export function dangerWords(spotted: Spotted): string {
  return isDangerous(spotted.id) ? 'If anyone is in immediate danger, call 999 now.' : ''
}
