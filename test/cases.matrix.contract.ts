import { describe, expect, test } from 'vitest'
import type { Authority } from '../src/authorities/authority.ts'
import type { Cases } from '../src/cases/cases.ts'
import { auditName } from '../src/cases/identity.ts'
import type { By } from '../src/cases/parts.ts'
import { newReference } from '../src/cases/reference.ts'
import { raw, sql } from '../src/db/sql.ts'
import { authorities, type Casework, casework } from './support/casework.ts'

const council = 'lewes-eastbourne'
const request = { under: 'subject-access', reason: 'Jane Doe asked' } as const
const everything = { from: new Date(0), to: new Date('2030-01-01') }

/** All that is done to one case by its reference, by whom it is for. Each gives what the person is told. */
const acts: Record<'reporter' | 'desk' | 'records', Record<string, Act>> = {
  reporter: {
    begin: (cases, by, reference) => cases.begin(by, reference, 'reporter'),
    showOwn: (cases, by, reference) => cases.showOwn(by, reference),
    add: (cases, by, reference) => cases.add(by, reference, { text: 'And more', submission: 'a' }),
    'add with a file': (cases, by, reference) =>
      cases.add(by, reference, { text: 'And more', submission: 'b', files: [text] }),
    withdraw: (cases, by, reference) => cases.withdraw(by, reference, 1),
    reopen: (cases, by, reference) => cases.reopen(by, reference, 1),
    nobodyAnswered: (cases, by, reference) => cases.nobodyAnswered(by, reference),
    'openFile of their own': (cases, by, reference, file) => cases.openFile(by, reference, file, 'reporter'),
  },
  desk: {
    'begin as the desk': (cases, by, reference) => cases.begin(by, reference, 'desk'),
    show: (cases, by, reference) => cases.show(by, reference),
    acknowledge: (cases, by, reference) => cases.move(by, reference, { move: 'acknowledge', version: 1 }),
    assign: (cases, by, reference) => cases.move(by, reference, { move: 'assign', version: 1, to: by.who.id }),
    resolve: (cases, by, reference) => cases.move(by, reference, { move: 'resolve', version: 1, outcome: 'mistaken' }),
    transfer: (cases, by, reference) =>
      cases.move(by, reference, { move: 'transfer', version: 1, desk: 'conduct', note: 'x' }),
    return: (cases, by, reference) => cases.move(by, reference, { move: 'return', version: 1, note: 'x' }),
    'reopen by the desk': (cases, by, reference) => cases.move(by, reference, { move: 'reopen', version: 1 }),
    ask: (cases, by, reference) => cases.ask(by, reference, { text: 'Which one?', submission: 'q' }),
    note: (cases, by, reference) => cases.note(by, reference, { text: 'Rang them.', submission: 'note-13' }),
    openFile: (cases, by, reference, file) => cases.openFile(by, reference, file),
    stepBack: (cases, by, reference) => cases.stepBack(by, reference, 'I know them.'),
    meet: (cases, by, reference) => cases.meet(by, reference, 1),
    previewAgency: (cases, by, reference) => cases.previewAgency(by, reference),
    passOn: (cases, by, reference) => cases.passOn(by, reference, 'cobb-pr', 'nothing'),
    warn: (cases, by, reference) =>
      cases.warn(by, reference, { kind: 'warning', text: 'Asked to stop.', submission: 'warning-14' }),
  },
  records: {
    beginHold: (cases, by, reference) => cases.beginHold(by, reference),
    hold: (cases, by, reference) => cases.hold(by, reference, true, 'A court asked.'),
  },
}
/** What shows several cases at once, or counts them. */
const lists: Record<string, (cases: Cases, by: By) => Promise<unknown>> = {
  inbox: (cases, by) => cases.inbox(by, { closed: true }),
  ownCases: (cases, by) => cases.ownCases(by),
  numbers: (cases, by) => cases.numbers(by, everything),
  searchRecords: (cases, by) => cases.searchRecords(by, 'zanzibar', request),
  exportWarnings: (cases, by) => cases.exportWarnings(by, 'content'),
  showStuck: (cases, by) => cases.showStuck(by),
  mendStuck: (cases, by) => cases.mendStuck(by, 'none', 'again'),
}
type Act = (cases: Cases, by: By, reference: string, file: string) => Promise<{ outcome: string }>
type May = keyof typeof acts

/** Nothing here is about how many reports somebody sends. */
const patient = { limits: { more: () => undefined } }

const text = { name: 'a.txt', content: Buffer.from('what was said') }
/** One that nobody has. */
const never = newReference('whistleblowing')

/** Three cases, and everybody of whom somebody could think; those not named here are nobody to the case. */
const situations: {
  name: string
  prepare(work: Casework): Promise<string>
  /** How the council stands by then. */
  settings?: Authority[]
  may: Record<string, May[]>
}[] = [
  {
    name: 'wrongdoing of somebody whose manager receives such reports',
    prepare: ({ as, reported }) =>
      reported(
        as('sam'),
        'whistleblowing',
        { ...withFile.given, about: ['pretend-complaints-officer'] },
        withFile.more,
      ),
    // The Monitoring Officer would receive it, and manages whom it is about.
    may: { sam: ['reporter'], 'pretend-head-of-audit': ['desk'], 'pretend-records-officer': ['records'] },
  },
  {
    name: 'a case that went from one desk to another',
    async prepare({ as, reported, cases }) {
      const reference = await reported(as('sam'), 'content', { ...withFile.given, 'sub-type': 'threat' }, withFile.more)
      const to = { move: 'transfer', version: 1, desk: 'press', note: 'A journalist.' } as const
      await cases.move(as('pretend-engagement-lead'), reference, to)
      return reference
    },
    may: {
      sam: ['reporter'],
      'pretend-press-owner': ['desk'],
      // The deputy of both posts.
      'pretend-deputy-engagement-lead': ['desk'],
      'pretend-records-officer': ['records'],
    },
  },
  {
    name: 'a case told to a room, reported by somebody of another desk',
    prepare: ({ as, reported }) =>
      reported(as('pretend-press-owner'), 'content', { ...withFile.given, 'sub-type': 'mention' }, withFile.more),
    may: {
      'pretend-press-owner': ['reporter'],
      'pretend-bsp-officer': ['desk'],
      'pretend-deputy-bsp-officer': ['desk'],
      // Reads the room in which this desk is told, as the settings say.
      'pretend-responder': ['desk'],
      'pretend-records-officer': ['records'],
    },
    settings: authorities.map(one => (one.id === council ? withReader(one, 'bsp-room', 'pretend-responder') : one)),
  },
  {
    name: 'a case about the records officer',
    prepare: ({ as, reported }) =>
      reported(as('sam'), 'whistleblowing', { ...withFile.given, about: ['pretend-records-officer'] }, withFile.more),
    may: { sam: ['reporter'], 'pretend-monitoring-officer': ['desk'], 'pretend-deputy-monitoring-officer': ['desk'] },
  },
  {
    name: 'a case whose owner has left',
    async prepare({ as, reported, cases }) {
      const reference = await reported(as('sam'), 'content', { ...withFile.given, 'sub-type': 'threat' }, withFile.more)
      await cases.move(as('pretend-engagement-lead'), reference, { move: 'acknowledge', version: 1 })
      return reference
    },
    settings: authorities.map(one => (one.id === council ? withoutLead(one) : one)),
    may: {
      sam: ['reporter'],
      'pretend-deputy-engagement-lead': ['desk'],
      'pretend-records-officer': ['records'],
    },
  },
]

/** Who may do what with a case, and that everybody else cannot even tell that it exists. */
export function matrixContract(engine: string, freshUrl: () => Promise<string>): void {
  describe.each(situations)(`$name, on ${engine}`, ({ prepare, settings = authorities, may }) => {
    test('can be worked on by those who may', async () => {
      const work = await casework(await freshUrl(), patient)
      const refused: string[] = []

      for (const [id, sides] of Object.entries(may))
        for (const [name, act] of sides.flatMap(side => Object.entries(acts[side]))) {
          work.parts.authorities = authorities
          const reference = await prepare(work)
          work.parts.authorities = settings
          const { outcome } = await act(work.cases, work.as(id), reference, await fileOf(work, reference))
          if (outcome === 'not-found') refused.push(`${id} ${name}`)
        }

      expect(refused).toEqual([])
    })

    test('looks to everybody else like one that does not exist, whatever they try, and each try is on record', async () => {
      const work = await casework(await freshUrl(), patient)
      const reference = await prepare(work)
      work.parts.authorities = settings
      const file = await fileOf(work, reference)
      const before = await rows(work)
      const wrong: string[] = []

      const tryAll = async (by: By) => {
        for (const [side, of] of Object.entries(acts).filter(([side]) => !mayDo(may, by, side)))
          for (const [name, act] of Object.entries(of)) {
            const real = await trial(work, act, by, reference, file)
            const none = await trial(work, act, by, never, file)
            if (!sameAnswer({ real, none }, reference))
              wrong.push(`${by.who.authority} ${by.who.id} ${side} ${name}: ${JSON.stringify({ real, none })}`)
          }
      }
      await Promise.all(everybody(work).map(tryAll))

      expect(wrong).toEqual([])
      expect(await rows(work)).toEqual(before)
    })

    test('changes no list, count, search or export of anybody else by being there', async () => {
      const work = await casework(await freshUrl(), patient)
      const look = async () => {
        const seen: Record<string, string> = {}
        for (const by of everybody(work))
          for (const [name, list] of Object.entries(lists))
            seen[`${by.who.authority} ${by.who.id} ${name}`] = JSON.stringify(await list(work.cases, by))
        return seen
      }

      work.parts.authorities = settings
      const before = await look()
      work.parts.authorities = authorities
      const reference = await prepare(work)
      work.parts.authorities = settings
      const after = await look()
      const given = await exportsOf(work, reference)

      const differs = Object.keys(after).filter(key => after[key] !== before[key])
      const own = (key: string) =>
        Object.entries(may).some(
          ([id, sides]) =>
            key.startsWith(`${council} ${id} `) &&
            ((sides.includes('desk') && / (?:inbox|numbers)$/.test(key)) ||
              (sides.includes('reporter') && / ownCases$/.test(key)) ||
              (sides.includes('records') && / searchRecords$/.test(key))),
        )
      expect(differs.filter(key => !own(key))).toEqual([])
      expect(given).toEqual(Object.keys(may).filter(id => may[id]?.includes('records')))
    })
  })

  test(`each thing that a person can do leaves a row in the audit, on ${engine}`, async () => {
    const work = await casework(await freshUrl(), patient)
    const { cases, as } = work
    const officer = as('pretend-records-officer')
    const whose = { reporter: as('sam'), desk: as('pretend-engagement-lead'), records: officer }
    const others = [as('kim'), as('pretend-administrator')]
    const silent: string[] = []
    const count = async () => (await work.db.row<{ n: number }>(sql`select count(*) as n from audit`))?.n ?? 0
    const counted = async (name: string, act: () => Promise<unknown>) => {
      const before = await count()
      await act()
      if ((await count()) <= before) silent.push(name)
    }

    for (const [side, of] of Object.entries(acts))
      for (const [name, act] of Object.entries(of)) {
        const reference = await ready(work)
        const file = await fileOf(work, reference)
        await counted(name, () => act(cases, whose[side as May], reference, file))
      }
    for (const [name, list] of Object.entries(lists))
      for (const by of [...Object.values(whose), ...others]) await counted(name, () => list(cases, by))
    await counted('mayReadRecords', () => cases.mayReadRecords(as('kim')))
    await counted('open', () => work.reported(as('sam'), 'press'))
    const reference = await work.reported(as('sam'), 'press')
    await counted('exportRecords', () => cases.exportRecords(officer, [reference], request))
    await counted('exportRecords of nothing', () => cases.exportRecords(officer, [never], request))

    expect(silent).toEqual([])
    // Whoever adds a function to the cases adds it above, or says here that the program or a command alone calls it.
    const ofTheProgram = ['round', 'deliver', 'heartbeat', 'bounced', 'startDrill', 'drillReport', 'markOfCases']
    const tried = [...Object.values(acts).flatMap(of => Object.keys(of)), ...Object.keys(lists), 'move']
    const known = [...tried, ...ofTheProgram, 'open', 'exportRecords', 'mayReadRecords']
    expect(Object.keys(cases).filter(name => !known.includes(name))).toEqual([])
  })
}

/** A case on which everything can be tried, though not everything is allowed now. */
async function ready({ as, reported }: Casework): Promise<string> {
  const profile = { 'sub-type': 'persistent-user', profile: 'https://x.com/rude' }
  const reference = await reported(as('sam'), 'content', { ...withFile.given, ...profile }, withFile.more)
  return reference
}

const withFile = {
  given: { what: 'The Zanzibar contract', files: [{ id: 'F1', name: text.name, bytes: text.content.length }] },
  more: { files: { F1: text } },
}

async function fileOf({ db }: Casework, reference: string): Promise<string> {
  const of = sql`select file.id from file join cases on cases.id = file.case_id where cases.reference = ${reference}`
  return (await db.row<{ id: string }>(of))?.id ?? ''
}

/** Everybody in the settings of a council; of another those whose ids are the same, and its clerk; and staff who stand in none. */
function everybody({ as }: Casework): By[] {
  const people = (id: string) => Object.keys(authorities.find(one => one.id === id)?.people ?? {})
  const own = [...people(council), 'sam', 'kim']
  const others = ['pretend-town-clerk', 'sam', ...people('emersons-green').filter(id => own.includes(id))]
  return [...own.map(id => as(id, council)), ...others.map(id => as(id, 'emersons-green'))]
}

function mayDo(may: Record<string, May[]>, { who }: By, side: string): boolean {
  return who.authority === council && (may[who.id] ?? []).some(one => one === side)
}

interface Trial {
  told: string
  recorded: { act: string; who: string; what: string }[]
}

async function trial(work: Casework, act: Act, by: By, reference: string, file: string): Promise<Trial> {
  const { cases, db, keys } = work
  const council = authorities.find(({ id }) => id === by.who.authority)
  const own = council ? auditName(council, keys, by.who) : ''
  const before = (await db.row<{ n: number }>(sql`select max(number) as n from audit`))?.n ?? 0
  const told = await act(cases, by, reference, file).then(JSON.stringify, error => `threw ${error}`)
  // Others are trying at the same time.
  const recorded = await db.rows<Trial['recorded'][number]>(
    sql`select act, who, what from audit where number > ${before} and who = ${own} and what in (${reference}, ${never})`,
  )
  return { told, recorded }
}

function sameAnswer({ real, none }: { real: Trial; none: Trial }, reference: string): boolean {
  const onRecord = ({ recorded }: Trial, what: string) =>
    recorded.length === 1 && recorded[0]?.act === 'refused' && recorded[0].what === what
  return (
    real.told === JSON.stringify({ outcome: 'not-found' }) &&
    real.told === none.told &&
    onRecord(real, reference) &&
    onRecord(none, never)
  )
}

/** Who of everybody is given anything by asking for an export of it. */
async function exportsOf(work: Casework, reference: string): Promise<string[]> {
  const given: string[] = []
  for (const by of everybody(work)) {
    const exported = await work.cases.exportRecords(by, [reference], request)
    if (exported.outcome === 'exported' && exported.cases.length > 0) given.push(by.who.id)
  }
  return given
}

/** All rows of all tables beside the audit, to see that who is refused changes nothing. */
async function rows({ db }: Casework): Promise<string> {
  const tables = ['cases', 'report', 'reporter', 'history', 'reader', 'left_out', 'seen', 'message', 'note', 'file']
  const all = await Promise.all(
    [...tables, 'delivery', 'timer', 'link', 'warning', 'export'].map(table => db.rows(raw(`select * from ${table}`))),
  )
  return JSON.stringify(all.map(table => table.map(row => JSON.stringify(row)).sort()))
}

function withReader(authority: Authority, room: string, person: string): Authority {
  const there = authority.rooms[room]
  if (!there) throw new Error(`no room ${room}`)
  return { ...authority, rooms: { ...authority.rooms, [room]: { ...there, 'read by': [...there['read by'], person] } } }
}

function withoutLead(authority: Authority): Authority {
  const role = authority.roles['engagement-lead']
  return role ? { ...authority, roles: { ...authority.roles, 'engagement-lead': { ...role, people: [] } } } : authority
}
