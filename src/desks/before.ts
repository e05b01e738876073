import type { Authority } from '../authorities/authority.ts'
import { type Given, identityOf } from './asked.ts'
import { dayInWords, whenClosed } from './closed.ts'
import { kindNow } from './deadline.ts'
import { inWords } from './duration.ts'
import type { DeskHere } from './receives.ts'
import { type Destination, type Route, route } from './route.ts'

/**
 * What a form says before it is sent: who will read it, by when, and what stays private. Every sentence is made from the
 * configuration in force, and none promises that a report stays secret: the law or somebody's safety may need it shared.
 */
export function beforeSending(authority: Authority, desk: DeskHere, given: Given, now: Date): string[] {
  const kind = kindNow(authority, desk, given, now)
  const told = route(authority, desk, kind, now)
  return [
    ...readers(authority, told),
    ...chosen(told),
    ...election(authority, told),
    ...later(authority, told),
    ...agencies(authority, desk, told),
    ...leftOut(authority, told),
    targets(desk, kind.urgent),
    ...whenClosed(authority, desk, now),
    desk.confidentiality.says,
    identities[identityOf(desk, given)],
    ...records(authority),
  ]
}

function readers(authority: Authority, told: Route): string[] {
  if (told.reachesNobody) return ['Nobody can be told of it at present. Use the telephone lines named here as well.']
  const rooms = told.first.flatMap(({ rooms }) => rooms).map(room => `"${authority.rooms[room]?.name ?? room}"`)
  return [
    `Who will read it: ${rolesOf(authority, told.first)}.`,
    ...(rooms.length > 0 ? [`A notice without your words is put into the room ${list(rooms)}.`] : []),
  ]
}

/** Where no clause names who is told, the form says so, and gives the council's reason as its own. */
function chosen({ first, election }: Route): string[] {
  const ours = first.filter(({ meant, rests }) => rests.length === 0 && !election?.roles.includes(meant))
  return [...new Set(ours.map(({ ourChoice }) => `That is the council's own choice, and no clause's: ${ourChoice}.`))]
}

function election(authority: Authority, { election }: Route): string[] {
  if (!election) return []
  const roles = list(election.roles.map(role => `the ${nameOf(authority, role)}`))
  return [`Until ${dayInWords(election.to)} it is also sent to ${roles}, because an election is near: ${election.why}.`]
}

function later(authority: Authority, told: Route): string[] {
  const deputies = told.deputy.map(({ role }) => `the deputy of the ${nameOf(authority, role)}`)
  const above = [...told.head, ...told.fallback].filter(({ people }) => people.length > 0)
  const steps = [...new Set([...deputies, ...above.map(({ role }) => `the ${nameOf(authority, role)}`)])]
  return steps.length > 0 ? [`If nobody acts on it, these are told as well, one after another: ${list(steps)}.`] : []
}

/** Only what the desk marks as shared ever goes to an agency, and only by the act of a person. */
function agencies(authority: Authority, desk: DeskHere, told: Route): string[] {
  const shared = desk.questions.filter(({ share }) => share === 'agency').map(({ ask }) => `"${ask}"`)
  return told.agencies.map(({ agency, passedOnBy }) => {
    const answers = shared.length > 0 ? `your answers to ${list(shared)}` : 'none of your answers'
    return `The ${nameOf(authority, passedOnBy)} may pass to ${authority.agencies[agency]?.name ?? agency}, outside the council, ${answers}. Your name is not passed on.`
  })
}

function leftOut(authority: Authority, told: Route): string[] {
  if (told.leftOut.length === 0) return []
  const names = told.leftOut.flatMap(id => {
    const posts = Object.values(authority.roles).filter(({ people }) => people.includes(id))
    return posts.length > 0 ? posts.map(({ name }) => `the ${name}`) : [authority.people[id]?.name ?? id]
  })
  return [`Left out of it, as you asked: ${list(names)}.`]
}

function targets(desk: DeskHere, urgent: boolean): string {
  const pace = desk['our targets'][urgent ? 'urgent' : 'usual']
  const hours = desk.calendar === 'working hours' ? ', counted in working hours' : ', at any hour'
  return `Our target (it is ours, and in no policy): somebody takes it up within ${inWords(pace.acknowledge)}${hours}.`
}

const identities: Record<DeskHere['identity'][number], string> = {
  named: 'Those who read it see your name.',
  confidential: 'Those who read it know who you are. The room and the notices do not show it.',
  'anonymous-with-replies':
    'No page shows the desk who you are. A sealed address is kept so that it can write back, and is deleted when the case is closed. Whoever runs this service and holds its keys could find out, and the chat you use may keep its own record.',
  anonymous:
    'Nothing about you is kept, so nobody can write back. Your words may still show who you are, and the chat you use may keep its own record.',
}

function records(authority: Authority): string[] {
  const officer = authority['records officer']
  const who = officer ? `the ${nameOf(authority, officer)}` : 'the council'
  return [
    `The law lets people ask for what the council holds about them, so ${who} may have to search reports and give out parts of them.`,
  ]
}

function rolesOf(authority: Authority, destinations: Destination[]): string {
  return list([...new Set(destinations.map(({ role }) => `the ${nameOf(authority, role)}`))])
}

function nameOf(authority: Authority, role: string): string {
  return authority.roles[role]?.name ?? role
}

function list(words: string[]): string {
  return new Intl.ListFormat('en-GB').format(words)
}
