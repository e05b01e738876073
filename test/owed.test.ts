import { expect, onTestFinished, test, vi } from 'vitest'
import { owedOver } from '../src/channels/owed.ts'
import { plainly } from '../src/chat/pages/plainly.ts'

test('each receipt that was not taken is tried again by itself, and said once', async () => {
  const { owed, tried, closed } = owing('ann', 'bob', 'cy')
  for (const one of ['ann', 'bob', 'cy']) await owed.say(plainly('Saved'), one)
  tried.length = 0
  closed.delete('bob')
  closed.delete('cy')

  await owed.again()
  await owed.again()

  expect(tried).toEqual(['ann', 'bob', 'cy', 'ann'])
})

test('two who say at once what is owed say nothing twice', async () => {
  const { owed, tried, closed } = owing('ann', 'bob')
  for (const one of ['ann', 'bob']) await owed.say(plainly('Saved'), one)
  tried.length = 0
  closed.clear()

  await Promise.all([owed.again(), owed.again()])

  expect(tried).toEqual(['ann', 'bob'])
})

test('a program that stops does not go on through all that is owed', async () => {
  const { owed, tried } = owing('ann', 'bob')
  for (const one of ['ann', 'bob']) await owed.say(plainly('Saved'), one)
  tried.length = 0

  const again = owed.again()
  owed.stop()
  await again

  expect(tried).toEqual(['ann'])
})

test('a chat that was closed for good is tried ever more seldom, and whoever is owed one anew is tried soon', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { owed, tried } = owing('ann', 'bob')
  await owed.say(plainly('Saved'), 'ann')

  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000)
  const inADay = tried.length
  await owed.say(plainly('Saved'), 'bob')
  await vi.advanceTimersByTimeAsync(20_000)

  expect(inADay).toBeLessThan(105)
  expect(tried.slice(inADay)).toEqual(['bob', 'ann', 'bob'])
})

test('notices that are sent meanwhile do not make a receipt wait longer', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { owed, tried } = owing('ann')
  await owed.say(plainly('Saved'), 'ann')
  await Promise.all(Array.from({ length: 8 }, () => owed.again()))
  tried.length = 0

  await vi.advanceTimersByTimeAsync(31_000)

  expect(tried).toEqual(['ann'])
})

/** Receipts to people whose letter boxes are closed, until they are not. */
function owing(...names: string[]) {
  const closed = new Set(names)
  const tried: string[] = []
  const owed = owedOver<string>(async (_reply, to) => {
    tried.push(to)
    return !closed.has(to)
  })
  return { owed, tried, closed }
}
