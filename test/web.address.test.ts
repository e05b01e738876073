import { expect, test } from 'vitest'
import { actOfPath, hrefAfter } from '../src/channels/web/address.ts'
import type { Act } from '../src/chat/act.ts'
import { pageAfter } from '../src/chat/page-after.ts'

const reference = 'SAF-7K3Q-2M'
const done: Act[] = [
  { do: 'move', reference, version: 1, move: 'acknowledge' },
  { do: 'meet', reference, clock: 1 },
  { do: 'pass-on', reference, agency: 'cobb-pr', seen: 'x' },
  { do: 'unanswered', reference },
  { do: 'mend', delivery: 'x', how: 'again' },
]

test.each(done)('the address of what was done ($do) shows the page that every channel shows after it', act => {
  expect(actOfPath(hrefAfter(act))).toEqual(pageAfter(act))
})

test.each<Act>([
  { do: 'council', council: 'testshire' },
  { do: 'choose', ref: '2.1' },
  { do: 'share' },
  { do: 'feedback', helpful: true },
])('the address of what belongs into a conversation ($do) leads to the first page', act => {
  expect(hrefAfter(act)).toBe('/home')
})
