import { expect, test } from 'vitest'
import { limits } from '../src/cases/limits.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 10, minutes))

test('a person may do so much in so long, is told when to go on, and keeps nobody else from anything', () => {
  const { more } = limits({ most: 2, withinMs: 10 * 60_000 })

  expect(more('sam', 'form 1', at(0))).toBeUndefined()
  expect(more('sam', 'form 2', at(4))).toBeUndefined()
  expect(more('sam', 'form 3', at(5))).toEqual(at(10))
  expect(more('kim', 'form 4', at(5))).toBeUndefined()
  expect(more('sam', 'form 5', at(11))).toBeUndefined()
  expect(more('sam', 'form 6', at(12))).toEqual(at(14))
})

test('each try of one form counts once, so nobody is kept from trying again what was not saved', () => {
  const { more } = limits({ most: 1, withinMs: 10 * 60_000 })

  expect(more('sam', 'one form', at(0))).toBeUndefined()
  expect(more('sam', 'one form', at(1))).toBeUndefined()
  expect(more('sam', 'another', at(2))).toEqual(at(10))
})

test('what somebody did is forgotten once it counts no more, whoever did something since', () => {
  const { more } = limits({ most: 1, withinMs: 60_000 })
  for (let n = 0; n < 1_000; n++) more(`person ${n}`, 'form', at(0))

  for (let n = 0; n < 1_000; n++) expect(more(`person ${n}`, 'new form', at(2))).toBeUndefined()
})
