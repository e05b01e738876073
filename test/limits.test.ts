import { expect, test } from 'vitest'
import { limits } from '../src/cases/limits.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 10, minutes))

test('a person may do so much in so long, is told when to go on, and keeps nobody else from anything', () => {
  const { more } = limits({ most: 2, withinMs: 10 * 60_000 })

  expect(more('sam', at(0))).toBeUndefined()
  expect(more('sam', at(4))).toBeUndefined()
  expect(more('sam', at(5))).toEqual(at(10))
  expect(more('kim', at(5))).toBeUndefined()
  expect(more('sam', at(11))).toBeUndefined()
  expect(more('sam', at(12))).toEqual(at(14))
})

test('what thousands of people did before is forgotten, and costs the next one nothing', () => {
  const { more } = limits({ most: 1, withinMs: 60_000 })
  for (let n = 0; n < 20_000; n++) more(`person ${n}`, at(0))

  const began = performance.now()
  for (let n = 0; n < 20_000; n++) more(`other ${n}`, at(0))

  // Looking at all of them each time took ten seconds.
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(more('person 1', at(2))).toBeUndefined()
})
