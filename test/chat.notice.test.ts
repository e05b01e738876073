import { expect, test } from 'vitest'
import type { Brief, Notice } from '../src/cases/outbox/notice.ts'
import { noticePage } from '../src/chat/pages/notice.ts'
import { plainText } from '../src/chat/plain.ts'
import { authorities } from './support/casework.ts'

const council = authorities.find(({ id }) => id === 'emersons-green')
const now = new Date('2026-11-20T10:00:00Z')
const brief: Brief = {
  ...{ reference: 'PRE-2345-6A', urgent: true, drill: false, state: 'received', version: 1 },
  ...{ desk: 'Press', opened: now, promised: new Date('2026-11-20T10:10:00Z') },
}

test('a notice to a desk says which case it is and how its clock stands, and offers to take it up', () => {
  const page = noticeTo('desk', 'opened', [{ ...brief, deadline: new Date('2026-11-20T09:30:00Z') }])

  expect(plainText(page)).toBe(`Urgent: New report PRE-2345-6A

Case: PRE-2345-6A
Desk: Press
Urgent: Yes
State: Nobody has taken it up yet
To be taken up by: Friday 20 November at 10:10
They need an answer by: Friday 20 November at 09:30 (this has passed)
[I take it up] [Open]`)
})

test('whoever reported is told what became of it, and not who deals with it', () => {
  const page = noticeTo('reporter', 'acknowledged', [{ ...brief, state: 'acknowledged', owner: 'Ann Owner' }])

  expect(plainText(page)).toContain('Somebody has taken up your report PRE-2345-6A')
  expect(plainText(page)).not.toContain('Ann')
})

test('what waited for the office to open is one notice that names each case', () => {
  const page = noticeTo('desk', 'opened', [brief, { ...brief, reference: 'ADV-3333-3B' }])

  expect(page.title).toBe('2 reports waited for you while the office was closed')
  expect(plainText(page)).toMatch(/PRE-2345-6A[\s\S]+ADV-3333-3B/)
})

test('each clock that a notice is about stands in it, with its end', () => {
  const clocks = [
    { name: 'Subject access answer', due: new Date('2026-12-21T23:59:00Z') },
    { due: new Date('2026-11-20T09:00:00Z') },
  ]

  const page = noticeTo('desk', 'clock', [{ ...brief, clocks }])

  expect(plainText(page)).toContain(`Subject access answer: Monday 21 December at 23:59
The clock ends: Friday 20 November at 09:00 (this is over)`)
})

test('a desk that no longer has a case is told so, and offered nothing', () => {
  const page = noticeTo('desk', 'changed', [{ ...brief, state: 'gone' }])

  expect(page.title).toBe('PRE-2345-6A is no longer with you')
  expect(JSON.stringify(page)).not.toContain('"act"')
})

test('whoever looks after the program is told in words what could not be delivered', () => {
  const troubles = [{ reference: 'PRE-2345-6A', whom: 'Press room', problem: 'archived' }]

  const page = noticePage({ about: 'stuck', authority: 'x', to: 'administrator', cases: [], troubles }, town(), now)

  expect(plainText(page)).toContain('- PRE-2345-6A, to Press room: The room was archived.')
})

function noticeTo(to: Notice['to'], about: Notice['about'], cases: Brief[]) {
  return noticePage({ about, authority: 'emersons-green', to, cases, troubles: [] }, town(), now)
}

function town() {
  if (!council) throw new Error('no council')
  return council
}
