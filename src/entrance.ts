import type { App } from './app.ts'
import type { Authority } from './authorities/authority.ts'
import type { Comer, Entrance, Here, LinkSeen } from './channels/web/desk/entrance.ts'
import { isSame, somebodyAt } from './chat/person.ts'
import { askForLink, type Link, type LinkOf, lookAtLink, makeLink, spendLink } from './db/links.ts'
import { markOfAddress } from './db/secrets.ts'
import { beginSession, endSessions, goesOn, sessionOf, sessionsOf } from './db/sessions.ts'
import { sql } from './db/sql.ts'

/**
 * Links and sessions of the people whom the settings name, over the database. Whoever is named no more, or reached elsewhere, is out
 * at once, also where another person has their id now.
 */
export function entranceOf(app: App, now: () => Date): Entrance {
  const councils = app.library.authorities
  const database = async () => (await app.keeping()).parts.db
  const comerOf = ({ authority: id, person, sentTo }: LinkOf): Comer | undefined => {
    const authority = councils.find(one => one.id === id)
    const known = authority?.people[person]
    const address = known?.reach.find(one => markOfAddress(one) === sentTo)
    return authority && known && address ? { authority, person, name: known.name, address } : undefined
  }
  const seen = (link: Link | undefined): LinkSeen | undefined => {
    const comer = link && comerOf(link)
    return link && comer ? { ...comer, state: link.state } : undefined
  }
  return {
    called: written => councils.flatMap(authority => calledIn(authority, written)),
    async aloneAt(address, reference) {
      if (councils.some(({ rooms }) => Object.values(rooms).some(({ reach }) => isAmong(reach, address))))
        return undefined
      const comers = councils.flatMap(authority => comersAt(authority, address))
      if (comers.length < 2 || reference === undefined) return comers.length === 1 ? comers[0] : undefined
      const council = await councilOf(await database(), reference)
      const [one, another] = comers.filter(({ authority }) => authority.id === council)
      return another ? undefined : one
    },
    link: async comer => makeLink(await database(), wantedBy(comer), now()),
    ask: async (comer, browser) => askForLink(await database(), wantedBy(comer), browser, now()),
    look: async (secret, browser) => seen(await lookAtLink(await database(), secret, browser, now())),
    async enter(secret, browser, device) {
      let session: string | undefined
      const link = await spendLink(await database(), secret, browser, now(), async (tx, link) => {
        const comer = comerOf(link)
        if (comer) session = await beginSession(tx, { ...link, browser: device }, wayOf(comer.address), now())
      })
      return session === undefined ? seen(link) : { session }
    },
    async session(secret) {
      const found = await sessionOf(await database(), secret, now())
      const comer = found && comerOf(found)
      return found && comer ? { ...comer, session: found.id } : undefined
    },
    staysHere: async ({ session }) => goesOn(await database(), session, now()),
    async mark(here: Here) {
      const { cases } = await app.keeping()
      return cases.markOfCases({ who: somebodyAt(here.authority, here), from: 'web', now: now() })
    },
    sessions: async ({ authority, person }) => sessionsOf(await database(), { authority: authority.id, person }, now()),
    async end({ authority, person }, id) {
      await endSessions(await database(), { authority: authority.id, person }, id, now())
    },
  }
}

function wantedBy({ authority, person, address }: Comer) {
  return { authority: authority.id, person, address }
}

async function councilOf(db: Awaited<ReturnType<App['keeping']>>['parts']['db'], reference: string) {
  return (await db.row<{ authority: string }>(sql`select authority from cases where reference = ${reference}`))
    ?.authority
}

/** By an address of theirs, by their name, or by what the settings call them. Rooms and pretend people have no way in. */
function calledIn(authority: Authority, written: string): ReturnType<Entrance['called']> {
  const wanted = written.trim().toLowerCase().replace(/\s+/g, ' ')
  if (wanted === '') return []
  return Object.entries(authority.people).flatMap(([person, { name, reach, pretend }]) => {
    const isMeant = name.toLowerCase() === wanted || person === wanted || isAmong(reach, `email:${wanted}`)
    const ways = reach.filter(one => wayOf(one) !== 'web')
    const [address] = ways
    return isMeant && !pretend && address ? [{ comer: { authority, person, name, address }, ways }] : []
  })
}

function comersAt(authority: Authority, wanted: string): Comer[] {
  return Object.entries(authority.people).flatMap(([person, { name, reach, pretend }]) => {
    const address = reach.find(one => isAmong([one], wanted))
    return !pretend && address ? [{ authority, person, name, address }] : []
  })
}

function isAmong(reach: readonly string[], wanted: string): boolean {
  return reach.some(one => isSame(one, wanted) || one.toLowerCase() === wanted.toLowerCase())
}

function wayOf(address: string): string {
  return address.slice(0, address.indexOf(':'))
}
