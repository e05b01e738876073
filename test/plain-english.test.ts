import { describe, expect, test } from 'vitest'
import type { Act } from '../src/chat/act.ts'
import { formPage } from '../src/chat/pages/form.ts'
import type { Reply } from '../src/chat/reply.ts'
import { checkForm, formOf } from '../src/desks/form.ts'
import { authorities, desks, filledIn } from './support/filled-in.ts'
import { gradeOf, hardIn, syllablesIn } from './support/plain-english.ts'
import { plainStage } from './support/plain-stage.ts'
import { proseOf } from './support/prose.ts'

const now = new Date('2026-11-20T10:00:00Z')

test('the count of syllables is that of somebody who counts by hand', () => {
  const wrong = Object.entries(counted).filter(([word, count]) => syllablesIn(word) !== count)

  expect(wrong).toEqual([])
})

test('the grade of a text is that of Flesch and Kincaid', () => {
  const text = 'The cat sat on the mat. It was happy.'

  expect(gradeOf(text)).toBeCloseTo(0.39 * (9 / 2) + 11.8 * (10 / 9) - 15.59, 5)
})

describe('what people read is easy: no page of fifty words is harder than grade 6, and no shorter one holds a hard word', () => {
  test.each(authorities.map(({ id }) => id))('each form of %s, empty, filled in, and with what is wrong', id => {
    expect(allHardIn(formsOf(id))).toEqual([])
  })

  // The largest of those that ship, and the smallest.
  test.each(['lewes-eastbourne', 'emersons-green'])(
    'what somebody at %s is answered, from the first question to the end of a case',
    async id => {
      const replies = await allThatIsSaid(id)

      expect(replies.length).toBeGreaterThan(60)
      expect(allHardIn(replies)).toEqual([])
    },
  )
})

function allHardIn(replies: readonly Reply[]): string[] {
  return [...new Set(replies.flatMap(reply => hardIn(proseOf(reply)).map(what => `${reply.title}: ${what}`)))]
}

function formsOf(id: string): Reply[] {
  const council = authorities.find(one => one.id === id)
  if (!council) return []
  return (desks.get(id) ?? []).flatMap(desk => {
    const act = { do: 'desk', desk: desk.id } as const
    const empty = checkForm(council, desk, {})
    const mistakes = 'mistakes' in empty ? empty.mistakes : []
    const shown = (given: Record<string, unknown>, wrong: typeof mistakes = []) =>
      formPage(desk, formOf(council, desk, given, now, 'live'), act, { given, submission: 'x', mistakes: wrong })
    const kinds = Object.keys(desk['sub-types']).map(kind => shown(filledIn(id, desk.id, { 'sub-type': kind })))
    return [shown({}), shown({}, mistakes), ...kinds]
  })
}

type Acts = (what: Act | { do: 'say'; text: string }, given?: Record<string, unknown>) => Promise<Reply>

/** All that the heart can say, as it says it: the acts of a person who asks and reports, and of those who deal with it. */
async function allThatIsSaid(authority: string): Promise<Reply[]> {
  const { answer, clock } = await plainStage({ POLICIES: 'policies' })
  const replies: Reply[] = []
  const council = authorities.find(one => one.id === authority)
  const as = (id: string): Acts => {
    const address = council?.people[id]?.reach[0] ?? `web:${id}.test`
    const from = { channel: 'web', address, name: id, authority, guest: false, place: { isPrivate: true, thread: id } }
    return async (what, given) => {
      const filled = given && { given, submission: crypto.randomUUID(), sent: true, file: async () => undefined }
      const reply = await answer({ from, what, now: clock.now(), ...(filled ? { filled } : {}) })
      replies.push(reply)
      return reply
    }
  }
  const sam = as('sam')
  for (const text of questions) await sam({ do: 'say', text })
  for (const what of ['home', 'help', 'desk', 'mine', 'inbox', 'numbers', 'records', 'stuck', 'share'] as const)
    await sam({ do: what })
  await sam({ do: 'feedback', helpful: true })
  await sam({ do: 'feedback', helpful: false })
  await sam({ do: 'case', reference: 'ABC-2345-6A' })
  for (const { id } of desks.get(authority) ?? []) {
    const receipt = await sam({ do: 'desk', desk: id }, filledIn(authority, id, {}))
    const reference = /[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.title)?.[0]
    if (!reference) throw new Error(receipt.title)
    for (const what of ['addition', 'note', 'question'] as const) await sam({ do: 'write', reference, what })
    await sam({ do: 'own', reference })
    await sam({ do: 'withdraw', reference, version: 1 })
    for (const person of Object.keys(council?.people ?? {})) if (await dealWith(as(person), reference)) break
    await sam({ do: 'own', reference })
    await sam({ do: 'reopen-own', reference, version: 9 })
  }
  for (const person of Object.keys(council?.people ?? {}))
    for (const what of ['home', 'inbox', 'numbers', 'records', 'stuck'] as const) await as(person)({ do: what })
  return replies
}

/** Whoever has the case does with it what can be done; everybody else is told that there is none for them. */
async function dealWith(act: Acts, reference: string): Promise<boolean> {
  const shown = await act({ do: 'case', reference })
  if (!shown.title.startsWith(reference)) return false
  const version = versionOf(shown)
  await act({ do: 'move', move: 'acknowledge', reference, version })
  for (const move of ['assign', 'resolve', 'transfer', 'return', 'reopen', 'withdraw'] as const) {
    await act({ do: 'move', move, reference, version: version + 1 })
    await act({ do: 'move', move, reference, version: version + 1 }, {})
  }
  for (const what of ['note', 'question'] as const) {
    await act({ do: 'write', reference, what })
    await act({ do: 'write', reference, what }, { text: 'x' })
  }
  for (const kind of ['warning', 'block'] as const) await act({ do: 'warn', reference, kind })
  for (const on of [true, false]) await act({ do: 'hold', reference, on })
  await act({ do: 'agency', reference })
  await act({ do: 'step-back', reference })
  await act({ do: 'case', reference })
  return true
}

function versionOf({ blocks }: Reply): number {
  const acts = blocks.flatMap(block => ('actions' in block ? (block.actions ?? []) : [])).map(({ act }) => act)
  return acts.flatMap(act => (act.do === 'move' ? [act.version] : []))[0] ?? 1
}

const questions = [
  'Who must know the password of an account?',
  'May I block somebody?',
  'May I sell raffle tickets in the canteen?',
  'a child told me that her stepdad hits her',
  'a reporter rang me',
  'what is the weather',
  'How fast must we answer a comment?',
]

const counted: Record<string, number> = {
  somebody: 3,
  nobody: 3,
  reference: 3,
  reported: 3,
  report: 2,
  answered: 2,
  policy: 3,
  policies: 3,
  safeguarding: 3,
  emergency: 4,
  council: 2,
  happened: 2,
  deleted: 3,
  needed: 2,
  asked: 1,
  closed: 1,
  clause: 1,
  clauses: 2,
  notices: 3,
  whoever: 3,
  reporter: 3,
  journalist: 3,
  deadline: 2,
  picture: 2,
  pictures: 2,
  file: 1,
  files: 1,
  people: 2,
  little: 2,
  trouble: 2,
  example: 3,
  officer: 3,
  records: 2,
  anybody: 4,
  everybody: 4,
  everything: 3,
  immediately: 5,
  immediate: 4,
  danger: 2,
  private: 2,
  quietly: 3,
  question: 2,
  questions: 2,
  social: 2,
  special: 2,
  information: 4,
  security: 4,
  account: 2,
  accounts: 2,
  hours: 1,
  hour: 1,
  our: 1,
  manager: 3,
  minutes: 2,
  image: 2,
  images: 3,
  telephone: 3,
  safely: 2,
  careful: 2,
  useless: 2,
  using: 2,
  being: 2,
  seeing: 2,
  reopen: 3,
  area: 3,
  idea: 3,
  named: 1,
  names: 1,
  changed: 1,
  changes: 2,
  pages: 2,
  passed: 1,
  given: 2,
  written: 2,
  statement: 2,
  agreement: 3,
  themselves: 2,
  evidence: 3,
  worried: 2,
  worries: 2,
  carries: 2,
  believe: 2,
  receive: 2,
  received: 2,
  exist: 2,
  exists: 2,
  exact: 2,
  exactly: 3,
  quoted: 2,
  quote: 1,
  quotes: 1,
  usual: 3,
  usually: 4,
  actual: 3,
  actually: 4,
  situation: 4,
  individual: 5,
  society: 4,
  science: 2,
  client: 2,
  diary: 3,
  media: 3,
  radio: 3,
  video: 3,
  create: 2,
  created: 3,
  tried: 1,
  replies: 2,
  reply: 2,
  employee: 3,
  employees: 3,
  agency: 3,
  knowing: 2,
  saying: 2,
  doing: 2,
  going: 2,
  playing: 2,
  whole: 1,
  while: 1,
  style: 1,
  article: 3,
  articles: 3,
  person: 2,
  personal: 3,
  mistake: 2,
  mistakes: 2,
  take: 1,
  takes: 1,
  taken: 2,
  judged: 1,
  judge: 1,
  arranged: 2,
  because: 2,
  before: 2,
  whose: 1,
  those: 1,
  these: 1,
  else: 1,
  elsewhere: 2,
  therefore: 2,
  somewhere: 2,
  whatever: 3,
  nothing: 2,
  without: 2,
  working: 2,
  language: 2,
  league: 1,
  queue: 1,
  quick: 1,
  guess: 1,
  guide: 1,
  build: 1,
  young: 1,
  year: 1,
  years: 1,
  layer: 2,
  busy: 2,
  city: 2,
  police: 2,
  force: 1,
  forced: 1,
  sources: 2,
  resources: 3,
  services: 3,
  service: 2,
  practice: 2,
  office: 2,
}
