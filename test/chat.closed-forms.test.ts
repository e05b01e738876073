import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Act } from '../src/chat/act.ts'
import { plainText } from '../src/chat/plain.ts'
import type { Reply } from '../src/chat/reply.ts'
import { openDatabase } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { folder } from './support/folder.ts'
import { plainStage } from './support/plain-stage.ts'

const madeUp = 'SAF-2345-6A'
const nothing = /^(There is no such case for you|There is nothing here for you)\.\s*$/

test('of a case that somebody may not see no act shows more than of one that there is not: no form, empty or sent', async () => {
  const { reference, as } = await started()

  for (const actOn of actsOnCases())
    for (const act of [actOn(reference), actOn(madeUp)])
      for (const sent of [undefined, false, true]) {
        const reply = await as('kim', act, sent)

        expect([act, sent, plainText(reply), hasForm(reply)]).toEqual([
          act,
          sent,
          expect.stringMatching(nothing),
          false,
        ])
      }
})

test('nor does anybody, whatever post they hold, get a form for a case that there is not', async () => {
  const { as } = await started()

  for (const person of ['safeguarding-lead', 'records-officer', 'sam'])
    for (const act of actsOnCases().map(actOn => actOn(madeUp))) {
      const reply = await as(person, act)

      expect([act, plainText(reply), hasForm(reply)]).toEqual([act, expect.stringMatching(nothing), false])
    }
})

test('the desk gets no form of the reporter, and the reporter none of the desk', async () => {
  const { reference, as } = await started()

  const crossed = [
    await as('safeguarding-lead', { do: 'write', reference, what: 'addition' }),
    await as('safeguarding-lead', { do: 'withdraw', reference, version: 1 }),
    await as('sam', { do: 'write', reference, what: 'question' }),
    await as('sam', { do: 'write', reference, what: 'note' }),
    await as('sam', { do: 'step-back', reference }),
    await as('sam', { do: 'warn', reference, kind: 'warning' }),
  ]

  for (const reply of crossed) expect(plainText(reply)).toMatch(nothing)
})

test('whoever has a case, or sent it, still opens each of their forms, and nothing is done by that', async () => {
  const { reference, as } = await started()
  const before = plainText(await as('sam', { do: 'own', reference }))

  const opened = [
    await as('safeguarding-lead', { do: 'write', reference, what: 'question' }),
    await as('safeguarding-lead', { do: 'write', reference, what: 'note' }),
    await as('safeguarding-lead', { do: 'warn', reference, kind: 'warning' }),
    await as('safeguarding-lead', { do: 'step-back', reference }),
    await as('records-officer', { do: 'hold', reference, on: true }),
    await as('sam', { do: 'write', reference, what: 'addition' }),
    await as('sam', { do: 'withdraw', reference, version: 1 }),
    await as('sam', { do: 'reopen-own', reference, version: 1 }),
  ]

  for (const reply of opened) expect([reply.title, hasForm(reply)]).toEqual([reply.title, true])
  expect(plainText(await as('sam', { do: 'own', reference }))).toBe(before)
})

test('whoever tries a form of a case that is not theirs is on record, and who sent a case is not named for opening one', async () => {
  const { reference, as, audit } = await started()

  await as('kim', { do: 'write', reference, what: 'question' })
  await as('sam', { do: 'withdraw', reference, version: 1 })
  await as('safeguarding-lead', { do: 'write', reference, what: 'question' })

  expect((await audit(reference)).slice(-3)).toEqual([
    { who: expect.stringMatching(/^other:/), act: 'refused' },
    { who: 'reporter', act: 'began' },
    { who: 'testshire:safeguarding-lead', act: 'began' },
  ])
})

test('while the store is away a form keeps what was written in it: nobody can be asked whose case it is', async () => {
  const as = asOn(await plainStage({ DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }))
  const typed = { text: 'Which of them?' }

  for (const sent of [false, true]) {
    const { blocks } = await as('safeguarding-lead', { do: 'write', reference: madeUp, what: 'question' }, sent, typed)

    expect(blocks.find(({ is }) => is === 'form')).toMatchObject({ given: typed })
  }
})

/** A council in which sam has reported something, under a name, to the safeguarding desk. */
async function started() {
  const url = join(folder(), 'signpost.db')
  const stage = await plainStage({ DATABASE_URL: url })
  const as = asOn(stage)
  const given = { danger: 'no', 'sub-type': 'child', 'when-where': 'today', 'at-risk': 'not known', identity: 'named' }
  const receipt = await as('sam', { do: 'desk', desk: 'safeguarding' }, true, {
    ...given,
    ...{ what: 'a child told me', 'sexual-image': 'no' },
  })
  const [reference] = /[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.title) ?? []
  if (!reference) throw new Error(plainText(receipt))
  const audit = async (what: string) => {
    const db = await openDatabase(url)
    try {
      return await db.rows(sql`select who, act from audit where what = ${what} order by number`)
    } finally {
      await db.close()
    }
  }
  return { reference, as, audit }
}

function asOn(stage: Awaited<ReturnType<typeof plainStage>>) {
  return (name: string, what: Act, sent?: boolean, given: Record<string, unknown> = {}) => {
    const address = `web:${name}.test`
    const place = { isPrivate: true, thread: address }
    const from = { channel: 'web', address, name, guest: false, place }
    const filled = { given, submission: 'first', sent: sent === true, file: async () => undefined }
    return stage.answer({ from, what, now: stage.clock.now(), ...(sent === undefined ? {} : { filled }) })
  }
}

/** Every act that names a case, from the schema: so one that comes later is tried as well. */
function actsOnCases(): ((reference: string) => Act)[] {
  const rest = {
    ...{
      version: 1,
      move: 'resolve',
      file: 'F1',
      side: 'desk',
      clock: 1,
      kind: 'warning',
      agency: 'police',
      seen: 'x',
    },
    on: true,
  }
  return Act.options.flatMap(({ shape }) => {
    if (!('reference' in shape)) return []
    const more = Object.entries(rest).filter(([key]) => key in shape)
    const act = { do: shape.do.value, ...Object.fromEntries(more) }
    const kinds = 'what' in shape ? shape.what.options.map(what => ({ ...act, what })) : [act]
    return kinds.map(kind => (reference: string) => Act.parse({ ...kind, reference }))
  })
}

function hasForm({ blocks }: Reply): boolean {
  return blocks.some(({ is }) => is === 'form')
}
