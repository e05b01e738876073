import type { App } from './app.ts'
import type { Authority } from './authorities/authority.ts'
import type { Comer, Entrance, LinkSeen } from './channels/web/desk/entrance.ts'
import { Act } from './chat/act.ts'
import { isSame } from './chat/person.ts'
import { countAsked, type Link, lookAtLink, makeLink, spendLink } from './db/links.ts'
import { beginSession, endSessions, sessionOf, sessionsOf } from './db/sessions.ts'
import { sql } from './db/sql.ts'

const minuteMs = 60_000
/** Whoever lost the first mail asks again; whoever asks in another's name should not fill their letter box. */
const mostInTenMinutes = 3
const mostInADay = 20

/** Links and sessions of the people whom the settings name, over the database. Who is no longer named there is out at once. */
export function entranceOf(app: App, now: () => Date): Entrance {
  const councils = app.library.authorities
  const database = async () => (await app.keeping()).parts.db
  const comerOf = ({ authority: id, person, way }: Pick<Link, 'authority' | 'person' | 'way'>): Comer | undefined => {
    const authority = councils.find(one => one.id === id)
    const known = authority?.people[person]
    const address = known?.reach.find(one => one.startsWith(`${way}:`))
    return authority && known && address ? { authority, person, name: known.name, address } : undefined
  }
  const seen = (link: Link | undefined): LinkSeen | undefined => {
    const comer = link && comerOf(link)
    const act = link && Act.safeParse(JSON.parse(link.act)).data
    return comer && act ? { ...comer, act, state: link.state } : undefined
  }
  return {
    called: written => councils.flatMap(authority => calledIn(authority, written)),
    at: address => councils.flatMap(authority => comersAt(authority, address)),
    async link(comer, act, browser) {
      const { authority, person, address } = comer
      const db = await database()
      const whose = { authority: authority.id, person }
      if (browser !== undefined) {
        const since = (minutes: number) => countAsked(db, whose, new Date(now().getTime() - minutes * minuteMs))
        if ((await since(10)) >= mostInTenMinutes || (await since(24 * 60)) >= mostInADay) return undefined
      }
      const wanted = { ...whose, way: wayOf(address), act: JSON.stringify(act), ...(browser ? { browser } : {}) }
      return makeLink(db, wanted, now())
    },
    async councilOf(reference) {
      const row = await (await database()).row<{ authority: string }>(
        sql`select authority from cases where reference = ${reference}`,
      )
      return row?.authority
    },
    look: async (secret, browser) => seen(await lookAtLink(await database(), secret, browser, now())),
    async enter(secret, browser, device) {
      let session: string | undefined
      const link = await spendLink(await database(), secret, browser, now(), async (tx, { authority, person, way }) => {
        session = comerOf({ authority, person, way })
          ? await beginSession(tx, { authority, person, way, browser: device }, now())
          : undefined
      })
      const whose = seen(link)
      return whose && session !== undefined ? { session, link: whose } : whose
    },
    async session(secret) {
      const found = await sessionOf(await database(), secret, now())
      const comer = found && comerOf(found)
      return found && comer ? { ...comer, session: found.id } : undefined
    },
    sessions: async ({ authority, person }) => sessionsOf(await database(), { authority: authority.id, person }, now()),
    async end({ authority, person }, id) {
      await endSessions(await database(), { authority: authority.id, person }, id, now())
    },
  }
}

/** By an address of theirs, by their name, or by what the settings call them. Rooms and pretend people have no way in. */
function calledIn(authority: Authority, written: string) {
  const wanted = written.trim().toLowerCase().replace(/\s+/g, ' ')
  if (wanted === '') return []
  return Object.entries(authority.people)
    .filter(
      ([id, { name, reach, pretend }]) =>
        !pretend &&
        (name.toLowerCase() === wanted || id === wanted || reach.some(one => one.toLowerCase() === `email:${wanted}`)),
    )
    .map(([person, { reach }]) => ({ authority, person, ways: reach.filter(one => wayOf(one) !== 'web') }))
}

function comersAt(authority: Authority, address: string): Comer[] {
  return Object.entries(authority.people).flatMap(([person, { name, reach, pretend }]) =>
    !pretend && reach.some(one => isSame(one, address)) ? [{ authority, person, name, address }] : [],
  )
}

function wayOf(address: string): string {
  return address.slice(0, address.indexOf(':'))
}
