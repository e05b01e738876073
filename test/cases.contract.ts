import { describe, expect, test } from 'vitest'
import { isAllowed, type Move, moves, type State, states } from '../src/cases/moves.ts'
import { sql } from '../src/db/sql.ts'
import { authorities, casework } from './support/casework.ts'

const lead = 'pretend-engagement-lead'
const deputy = 'pretend-deputy-engagement-lead'
const safeguarding = 'pretend-senior-safeguarding-officer'

/** What may be relied on whichever engine keeps the cases. */
export function casesContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`cases on ${engine}`, () => {
    test('a report that has its receipt is there with its history and with a notice owed to everybody who is told', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())

      const reference = await reported(as('sam'), 'content', { what: 'Call me later 🦊', 'sub-type': 'threat' })

      const page = await cases.show(as(lead), reference)
      expect(page).toMatchObject({
        outcome: 'shown',
        case: { reference, state: 'received', urgent: true },
        reporter: { name: 'Name of sam' },
        history: [{ move: 'open', who: 'reporter', from: 'test' }],
      })
      expect(await db.rows(sql`select destination, about, state from delivery`)).toEqual([
        { destination: `person:${lead}`, about: 'opened', state: 'waiting' },
      ])
    })

    test('a retry, a double click and a hundred of them at once are one case with one receipt', async () => {
      const { as, open, db } = await casework(await freshUrl())
      const again = () => open(as('sam'), 'safeguarding', { what: 'A child told me' }, { submission: 'form-1' })

      const outcomes = await Promise.all(Array.from({ length: 20 }, again))
      const later = await again()

      expect(outcomes[0]?.outcome).toBe('opened')
      for (const opened of [...outcomes, later]) expect(opened).toEqual(outcomes[0])
      expect(await db.row(sql`select count(*) as count from cases`)).toEqual({ count: 1 })
      expect(await db.row(sql`select count(*) as count from delivery`)).toEqual({ count: 1 })
    })

    test('a try of a report that reached us is told what the first was told, also that we knew of its link', async () => {
      const { as, open, reported, clock } = await casework(await freshUrl())
      const given = { link: 'https://x.com/a/status/1', 'sub-type': 'threat' }
      await reported(as('kim'), 'content', given)

      const first = await open(as('sam'), 'content', given, { submission: 'form-1' })
      clock.forward({ minutes: 1 })
      await reported(as('kim'), 'content', given)
      const again = await open(as('sam'), 'content', given, { submission: 'form-1' })

      expect(first).toMatchObject({ outcome: 'opened', receipt: { alreadyKnown: true } })
      expect(again).toEqual(first)
    })

    test('a report about everybody who could be told is kept, and its receipt says to call', async () => {
      const { as, open } = await casework(await freshUrl())
      const people = Object.keys(authorities.find(({ id }) => id === 'emersons-green')?.people ?? {})

      const opened = await open(as('sam', 'emersons-green'), 'safeguarding', { about: people })

      expect(opened).toMatchObject({ outcome: 'opened', receipt: { told: [] } })
      const says = opened.outcome === 'opened' ? opened.receipt.says.join('\n') : ''
      expect(says).toMatch(/nobody can be told of it.+Please call/)
      expect(says).toContain('01632 960132')
    })

    test('a case ends only as its desk says that cases end', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })

      const ends = ['', 'constructor', '__proto__', 'dealt with'].map(
        outcome => ({ move: 'resolve', version: 2, outcome }) as const,
      )
      const refused = await Promise.all(ends.map(press => cases.move(as(lead), reference, press)))

      for (const one of refused) expect(one).toMatchObject({ outcome: 'incomplete', mistakes: [{ field: 'outcome' }] })
    })

    test('whoever reported sees what became of it, and not what the desk does among itself', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await cases.hold(as('pretend-records-officer'), reference, true, 'A court asked.')
      await cases.stepBack(as(deputy), reference, 'I know them.')
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1, note: 'Ours.' })

      const own = await cases.showOwn(as('sam'), reference)

      expect(own).toMatchObject({ history: [{ move: 'open' }, { move: 'acknowledge' }] })
      expect(JSON.stringify(own)).not.toMatch(/Ours|court|know them|hold|step/)
    })

    test('other words sent again under the same form are not taken for those that were saved', async () => {
      const { as, open } = await casework(await freshUrl())
      await open(as('sam'), 'press', { what: 'First words' }, { submission: 'form-1' })

      const second = await open(as('sam'), 'press', { what: 'Other words' }, { submission: 'form-1' })

      expect(second.outcome).toBe('sent-already')
    })

    test('ten thousand characters come back byte for byte', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const strange = '“Ich\u202ekann”  שלום\r\n\t👩‍👧‍👦 <b>\'"; drop table cases; --\\ é e\u0301 '
      const what = strange.repeat(200).slice(0, 9_990)

      const reference = await reported(as('sam'), 'safeguarding', { what })

      const page = await cases.showOwn(as('sam'), reference)
      expect(page).toMatchObject({
        answered: expect.arrayContaining([expect.objectContaining({ id: 'what', answer: what })]),
      })
    })

    test('nobody else finds a case: a stranger, another desk, another council and an administrator get one answer', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding')
      const others = [
        as('kim'),
        as('pretend-press-owner'),
        as('pretend-administrator'),
        as('pretend-records-officer'),
        as('pretend-safeguarding-lead', 'emersons-green'),
      ]

      const answers = await Promise.all(
        others.flatMap(by => [cases.show(by, reference), cases.showOwn(by, reference), cases.show(by, 'SAF-7K3Q-2M')]),
      )

      expect(answers).toEqual(answers.map(() => ({ outcome: 'not-found' })))
      for (const by of others) {
        expect(await cases.inbox(by)).toEqual({ cases: [], more: 0 })
        expect(await cases.ownCases(by)).toEqual([])
      }
      expect((await cases.show(as(safeguarding), reference)).outcome).toBe('shown')
    })

    test('goes from received to acknowledged, assigned and resolved, and its reporter is told at each step', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      const by = as(lead)

      await cases.move(by, reference, { move: 'acknowledge', version: 1, words: 'I am on it.' })
      await cases.move(by, reference, { move: 'assign', version: 2, to: deputy, note: 'You know the page.' })
      const end = { move: 'resolve', outcome: 'dealt-with', words: 'It is gone.' } as const
      const resolved = await cases.move(as(deputy), reference, { ...end, version: 3 })

      expect(resolved).toMatchObject({
        outcome: 'moved',
        case: { state: 'resolved', open: false, outcome: 'dealt-with' },
      })
      expect(await cases.showOwn(as('sam'), reference)).toMatchObject({
        state: 'resolved',
        history: [
          { move: 'open' },
          { move: 'acknowledge', words: 'I am on it.' },
          { move: 'assign' },
          { move: 'resolve', words: 'It is gone.' },
        ],
      })
      const told = sql`select about from delivery where destination = 'reporter' order by created, about`
      expect((await db.rows<{ about: string }>(told)).map(({ about }) => about).sort()).toEqual([
        'acknowledged',
        'assigned',
        'resolved',
      ])
    })

    test('of two people who press at once one wins, and the other is told who', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      const press = { move: 'acknowledge', version: 1 } as const

      const both = await Promise.all([cases.move(as(lead), reference, press), cases.move(as(deputy), reference, press)])

      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'too-late'])
      const won = both[0]?.outcome === 'moved' ? lead : deputy
      expect(both.find(({ outcome }) => outcome === 'too-late')).toMatchObject({
        last: { by: nameOf(won), move: 'acknowledge' },
      })
      const page = await cases.show(as(lead), reference)
      expect(page).toMatchObject({ case: { owner: won, version: 2 }, history: [{}, { move: 'acknowledge' }] })
    })

    test('a move that is not in the table is refused from every state', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      for (const state of states) {
        const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
        const version = await brought(cases, as, reference, state)
        for (const move of Object.keys(moves) as Move[]) {
          if (isAllowed(move, state, 'desk', false)) continue

          const refused = await cases.move(as(lead), reference, {
            move,
            version,
            to: deputy,
            note: 'x',
            outcome: 'mistaken',
          })

          expect(refused, `${move} from ${state}`).toMatchObject({ outcome: 'not-allowed', state })
        }
      }
    })

    test('a safeguarding case is not closed without an outcome and a reason, also when it was not referred', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding')
      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })
      const close = (more: object) => cases.move(as(safeguarding), reference, { move: 'resolve', version: 2, ...more })

      expect(await close({})).toMatchObject({
        outcome: 'incomplete',
        mistakes: [{ field: 'outcome' }, { field: 'note' }],
      })
      expect(await close({ outcome: 'not-referred', note: ' ' })).toMatchObject({ mistakes: [{ field: 'note' }] })
      expect(await close({ outcome: 'not-referred', note: 'The school knows.' })).toMatchObject({ outcome: 'moved' })
    })

    test('a safeguarding worry that is taken back stays, and waits for the desk as a new one does', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding')
      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })

      await cases.withdraw(as('sam'), reference, 2)

      expect(await cases.inbox(as(safeguarding))).toMatchObject({
        cases: [{ reference, state: 'withdrawn', open: true }],
      })
      expect(await db.rows(sql`select name from timer`)).toEqual([{ name: 'ladder' }])
      const again = await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 3 })
      expect(again).toMatchObject({ outcome: 'moved' })
    })

    test('late words that open a safeguarding case again are in its audit as a move, beside what was added', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding')
      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })
      const end = { move: 'resolve', outcome: 'not-referred', note: 'The school knows.' } as const
      await cases.move(as(safeguarding), reference, { ...end, version: 2 })

      await cases.add(as('sam'), reference, { text: 'It happened again', submission: 'a1' })

      expect(await cases.show(as(safeguarding), reference)).toMatchObject({ case: { state: 'reopened' } })
      const after = sql`select who, act, was, became from audit where what = ${reference} order by number`
      expect((await db.rows(after)).slice(3, 5)).toEqual([
        { who: 'reporter', act: 'reopen', was: 'resolved', became: 'reopened' },
        { who: 'reporter', act: 'added', was: null, became: null },
      ])
    })

    test('desk and reporter write to each other, and a note of the desk stays with the desk', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding', { identity: 'anonymous-with-replies' })
      const desk = as(safeguarding)

      await cases.ask(desk, reference, { text: 'Which school?', submission: 'q1' })
      await cases.add(as('sam'), reference, { text: 'The one by the river', submission: 'a1' })
      await cases.add(as('sam'), reference, { text: 'The one by the river', submission: 'a1' })
      await cases.add(as('sam'), reference, { text: 'And one more thing', submission: 'a2' })
      await cases.note(desk, reference, { text: 'Rang the school.', submission: 'n1' })
      await cases.note(desk, reference, { text: 'Rang the school.', submission: 'n1' })

      const [page, own] = [await cases.show(desk, reference), await cases.showOwn(as('sam'), reference)]
      const said = [
        { side: 'desk', kind: 'question', text: 'Which school?' },
        { side: 'reporter', kind: 'answer', text: 'The one by the river' },
        { side: 'reporter', kind: 'addition', text: 'And one more thing' },
      ]
      expect(page).toMatchObject({ messages: said, notes: [{ text: 'Rang the school.' }] })
      expect(own).toMatchObject({ messages: said })
      expect(JSON.stringify(own)).not.toContain('Rang')
      expect(JSON.stringify(page)).not.toMatch(/sam/i)
    })

    test('"nobody has answered" can be pressed once the promise has lapsed, once a promise, and tells the next step', async () => {
      const { as, reported, cases, db, clock } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding')
      expect(await cases.nobodyAnswered(as('sam'), reference)).toMatchObject({ outcome: 'not-yet' })

      clock.forward({ minutes: 16 })
      const pressed = await cases.nobodyAnswered(as('sam'), reference)
      const again = await cases.nobodyAnswered(as('sam'), reference)

      expect([pressed.outcome, again.outcome]).toEqual(['pressed', 'not-yet'])
      expect(await db.rows(sql`select destination from delivery where about = 'unanswered'`)).toEqual([
        { destination: `person:${safeguarding}` },
      ])
      clock.forward({ minutes: 16 })
      await cases.nobodyAnswered(as('sam'), reference)
      expect(await db.rows(sql`select destination from delivery where about = 'unanswered' order by created`)).toEqual([
        { destination: `person:${safeguarding}` },
        { destination: 'person:pretend-safeguarding-deputy' },
      ])
      expect(await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })).toMatchObject({
        outcome: 'moved',
      })
    })
  })
}

type Test = Awaited<ReturnType<typeof casework>>

/** Brings a fresh case of the content desk to a state, and gives its version there. */
async function brought(cases: Test['cases'], as: Test['as'], reference: string, state: State): Promise<number> {
  const acknowledge = { move: 'acknowledge', version: 1 } as const
  const steps: Record<State, Parameters<Test['cases']['move']>[2][]> = {
    received: [],
    withdrawn: [],
    acknowledged: [acknowledge],
    assigned: [acknowledge, { move: 'assign', version: 2, to: lead }],
    resolved: [acknowledge, { move: 'resolve', version: 2, outcome: 'mistaken' }],
    reopened: [acknowledge, { move: 'resolve', version: 2, outcome: 'mistaken' }, { move: 'reopen', version: 3 }],
    transferred: [{ move: 'transfer', version: 1, desk: 'content', subtype: 'other', note: 'a new look' }],
  }
  for (const press of steps[state]) await cases.move(as(lead), reference, press)
  if (state === 'withdrawn') await cases.withdraw(as('sam'), reference, 1)
  return state === 'withdrawn' ? 2 : steps[state].length + 1
}

function nameOf(id: string): string | undefined {
  return authorities.find(one => one.id === 'lewes-eastbourne')?.people[id]?.name
}
