import { describe, expect, test } from 'vitest'
import { deliver } from '../src/cases/outbox/deliver.ts'
import { takeBounce } from '../src/channels/email/take.ts'
import { sql } from '../src/db/sql.ts'
import { casework } from './support/casework.ts'
import { mailroom } from './support/mailroom.ts'
import { exchange, postfix } from './support/reports.ts'

const lead = 'pretend-engagement-lead'
const officer = 'pretend-senior-safeguarding-officer'
const chief = 'pretend-chief-executive'
const administrator = 'pretend-administrator'

/** Notices by mail, from the report to a real mail server and back from it, whichever engine keeps the outbox. */
export function mailContract(engine: string, freshUrl: () => Promise<string>): void {
  const started = async () => {
    const work = await casework(await freshUrl())
    const room = await mailroom(work)
    const bounce = (text: string) =>
      takeBounce(Buffer.from(text), cameBack => work.cases.bounced(cameBack, work.clock.now()))
    return { ...work, room, bounce }
  }

  describe(`notices by mail on ${engine}`, () => {
    test('a mail server that is down for ten minutes loses no notice, and each arrives when it is back', async () => {
      const { as, reported, clock, room } = await started()
      clock.set('2026-11-20T22:00:00Z')
      await room.goDown()
      const references = [await reported(as('sam'), 'safeguarding'), await reported(as('kim'), 'safeguarding')]

      await room.pass(10)
      expect(room.mails()).toEqual([])
      await room.comeUp()
      await room.pass(4)

      const news = room.mails().filter(({ headers }) => headers.get('subject')?.startsWith('New report'))
      const arrived = news.map(({ to, headers }) => `${to[0]?.split('@')[0]} ${headers.get('subject')?.slice(11)}`)
      expect(arrived.sort()).toEqual(
        ['duty-officer', 'senior-safeguarding-officer'].flatMap(who => references.map(one => `${who} ${one}`)).sort(),
      )
    })

    test('of two who are told, the one whom the server refuses is told of to the fallback and the administrator', async () => {
      const { as, reported, db, clock, room } = await started()
      clock.set('2026-11-20T22:00:00Z')
      room.manners.recipient = address => (address.startsWith('duty-officer@') ? [550, '5.1.1 gone'] : undefined)

      const reference = await reported(as('sam'), 'safeguarding')
      await room.deliver()

      expect(room.to(officer).map(({ headers }) => headers.get('subject'))).toEqual([`New report ${reference}`])
      expect(room.to(chief).map(({ headers }) => headers.get('subject'))).toEqual([
        `${reference} could not be delivered to those who should have it, so it comes to you`,
      ])
      expect(room.to(administrator)[0]?.text).toContain(
        `${reference}, to Pretend Duty Officer: There is no such address.`,
      )
      expect(await db.rows(sql`select destination, state from delivery where about = 'opened' order by 1`)).toEqual([
        { destination: 'person:pretend-duty-officer', state: 'failed' },
        { destination: `person:${officer}`, state: 'delivered' },
      ])
    })

    test('all mails about one case to one person are a thread, and none holds a word of any report', async () => {
      const { as, reported, cases, room } = await started()
      const words = { what: 'PLANTED-WORDS', author: 'PLANTED-ACCOUNT', link: 'https://planted.test/post' }
      const given = { 'sub-type': 'threat', ...words }
      const reference = await reported(
        { ...as('sam'), who: { ...as('sam').who, name: 'Planted Name' } },
        'content',
        given,
      )
      const other = await reported(as('kim'), 'content', { 'sub-type': 'threat', what: 'PLANTED' })
      await room.deliver()
      await room.pass(70, 10)
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await room.pass(24 * 60, 60)

      const roots = (about: string) =>
        new Set(
          room
            .to(lead)
            .filter(({ headers }) => headers.get('subject')?.includes(about))
            .map(({ headers }) => headers.get('references')),
        )
      expect(room.to(lead).length).toBeGreaterThan(3)
      expect([roots(reference).size, roots(other).size]).toEqual([1, 1])
      expect([...roots(reference)]).not.toEqual([...roots(other)])
      expect(room.mails().filter(({ raw, text, html }) => /planted/i.test(raw + text + html))).toEqual([])
    })

    test('an agency is mailed exactly what a person passed on, and nobody else a word of it', async () => {
      const { as, reported, cases, room } = await started()
      const owner = as('pretend-press-owner')
      const given = { journalist: 'Jo Writer', what: 'Why is the pool shut?', 'said-already': 'PLANTED' }
      const reference = await reported(as('sam'), 'press', given)
      const preview = await cases.previewAgency(owner, reference)
      const [passing] = preview.outcome === 'shown' ? preview.passings : []
      await cases.passOn(owner, reference, 'cobb-pr', passing?.seen ?? '')

      await room.deliver()

      expect(room.to('cobb-pr')[0]?.text).toMatch(/Jo Writer[\s\S]*Why is the pool shut\?/)
      expect(room.mails().filter(({ raw }) => raw.includes('PLANTED'))).toEqual([])
      expect(room.mails().filter(({ text }) => text.includes('Jo Writer'))).toHaveLength(1)
    })
  })

  describe(`mails that come back on ${engine}`, () => {
    const mailed = async () => {
      const all = await started()
      const reference = await all.reported(all.as('sam'), 'content', { 'sub-type': 'threat' })
      await all.room.deliver()
      const [mail] = all.room.to(lead)
      const headers = mail?.raw.split('\r\n\r\n')[0] ?? ''
      return { ...all, reference, headers }
    }
    const states = (db: Awaited<ReturnType<typeof started>>['db']) =>
      db.rows(sql`select destination, about, state, problem from delivery order by about <> 'opened', created, about`)

    test.each([
      ['Postfix', postfix],
      ['Exchange', exchange],
    ])(
      'a mail that %s gives back is as good as refused: the fallback and the administrator hear at once',
      async (_, write) => {
        const { room, bounce, reference, headers, db } = await mailed()

        const said = await bounce(write({ headers }))
        await room.deliver()

        expect(said).toBe('This notice can never arrive there. The next way is taken now, or others are told.')
        expect(room.to(chief).map(({ headers }) => headers.get('subject'))).toEqual([
          `Urgent: ${reference} could not be delivered to those who should have it, so it comes to you`,
        ])
        expect(room.to(administrator)[0]?.text).toContain('There is no such address.')
        expect((await states(db))[0]).toMatchObject({
          destination: `person:${lead}`,
          state: 'failed',
          problem: 'bad-address',
        })
      },
    )

    test('the same report again, a warning, a forged one and one of last month change nothing, and say so', async () => {
      const { bounce, headers, db, clock, reported, as, room } = await mailed()
      const forged = headers.replaceAll(/[0-9a-f]{8}-/g, '00000000-')
      const before = await states(db)

      const said = [
        await bounce(postfix({ headers, action: 'delayed', status: '4.4.1' })),
        await bounce(postfix({ headers: forged })),
        await bounce(`In-Reply-To: x\r\n\r\nI am away. Action: failed\r\n${headers}`),
      ]
      expect(await states(db)).toEqual(before)
      await bounce(postfix({ headers }))
      const after = await states(db)
      said.push(await bounce(postfix({ headers })))
      expect(await states(db)).toEqual(after)

      await reported(as('kim'), 'content', { 'sub-type': 'threat' })
      await room.deliver()
      const second = room.to(lead)[1]?.raw.split('\r\n\r\n')[0] ?? ''
      clock.forward({ days: 15 })
      said.push(await bounce(postfix({ headers: second })))

      expect(said).toEqual([
        'It does not say that a mail can never arrive. Nothing was changed.',
        'It names no notice of ours. Nothing was changed.',
        'It does not say that a mail can never arrive. Nothing was changed.',
        'This notice is settled, or on another way already. Nothing was changed.',
        'This notice is settled, or on another way already. Nothing was changed.',
      ])
    })

    const twoWays = async () => {
      const all = await started()
      all.parts.authorities = all.parts.authorities.map(one => {
        const person = one.people[lead]
        const reach = ['email:first@lewes-eastbourne.test', 'email:second@lewes-eastbourne.test']
        return person ? { ...one, people: { ...one.people, [lead]: { ...person, reach } } } : one
      })
      await all.reported(all.as('sam'), 'content', { 'sub-type': 'threat' })
      await all.room.deliver()
      return { ...all, headers: all.room.to('first')[0]?.raw.split('\r\n\r\n')[0] ?? '' }
    }

    test('where there is another way to somebody it is taken, and a report about the first then stops nothing', async () => {
      const { room, bounce, headers } = await twoWays()

      await bounce(postfix({ headers }))
      await room.deliver()
      const again = await bounce(postfix({ headers }))
      await room.deliver()

      expect(room.to('second')).toHaveLength(1)
      expect(again).toContain('on another way already')
      expect(room.to(chief)).toEqual([])
      expect(room.to(administrator)[0]?.text).toContain('There is no such address.')
    })

    test('of what came in one mail in the morning, each case is passed on when that mail comes back', async () => {
      const { as, reported, clock, room, bounce } = await started()
      clock.set('2026-11-20T02:00:00Z')
      const references = [await reported(as('sam'), 'advice'), await reported(as('kim'), 'advice')]
      clock.set('2026-11-20T09:30:00Z')
      await room.deliver()
      const [mail, ...more] = room.to(lead)

      await bounce(postfix({ headers: mail?.raw.split('\r\n\r\n')[0] ?? '' }))
      await room.pass(8 * 60, 10)

      expect([mail?.headers.get('subject'), more]).toEqual(['2 reports waited for you while the office was closed', []])
      const passed = room.to(chief).filter(({ text }) => text.includes('could not be delivered'))
      for (const reference of references) expect(passed.some(({ text }) => text.includes(reference))).toBe(true)
    })

    test('a report that comes while the same notice is being sent once more is not undone by it', async () => {
      const { parts, room, bounce, headers, db, clock } = await twoWays()
      await db.run(sql`update delivery set state = 'waiting', due = 0, claimed_until = 0`)
      const said: string[] = []
      const post: typeof room.post = async outgoing => {
        const sent = await room.post(outgoing)
        if (said.length === 0) said.push(await bounce(postfix({ headers })))
        return sent
      }

      await deliver(parts, { post, worker: 'late', now: clock.now, sideBySide: 1 })

      expect(said).toEqual([expect.stringContaining('can never arrive')])
      expect(room.to('second')).toHaveLength(1)
    })
  })
}
