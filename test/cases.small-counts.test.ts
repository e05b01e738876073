import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutSmallCounts } from '../src/cases/small-counts.ts'

describe('counts shown to people who may not see what was counted', () => {
  test.each([
    [
      [2, 20, 30],
      ['<5', 20, 30, 'hidden'],
    ],
    [
      [0, 20, 30],
      ['<5', 20, 30, 'hidden'],
    ],
    [
      [4, 4],
      ['<5', '<5', 'hidden'],
    ],
    [
      [5, 6],
      [5, 6, 11],
    ],
    [[3], ['<5', 'hidden']],
  ])('show no count below five, nor a total that would give it away: %j', (counts, shown) => {
    expect(withoutSmallCounts(counts)).toEqual(shown)
  })

  test('look the same whichever small count stands there, so that adding, subtracting and knowing the rule tell nobody', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 10_000 }))
    const small = fc.integer({ min: 0, max: 4 })

    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 12 }), fc.infiniteStream(small), (counts, others) => {
        const other = counts.map(count => (count < 5 ? (others.next().value ?? 0) : count))

        expect(withoutSmallCounts(other)).toEqual(withoutSmallCounts(counts))
      }),
    )
  })
})
