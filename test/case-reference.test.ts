import { describe, expect, test } from 'vitest'
import { newReference, readReference } from '../src/cases/reference.ts'

const signs = '23456789CDFGHJKMNPQRTWX'

/** A few that differ in every sign. */
const some = Array.from({ length: 23 }, (_, n) => newReference('safeguarding', below => (n * 7 + 3) % below)).concat(
  Array.from({ length: 200 }, () => newReference('safeguarding')),
)

describe('the reference of a case', () => {
  test('is three letters of its desk, five signs drawn by lot and a check letter, none of them taken for another', () => {
    for (const reference of some) expect(reference).toMatch(/^SAF-[2-9CDFGHJKMNPQRTWX]{4}-[2-9CDFGHJKMNPQRTWX][A-Z]$/)
    for (const misread of '01AEILOSUVYZB') expect(signs).not.toContain(misread)
    expect(new Set(some.slice(23)).size).toBe(200)
  })

  test('is found however somebody says or types it', () => {
    const reference = newReference('press', () => 4)

    for (const said of [
      reference,
      reference.toLowerCase(),
      reference.replaceAll('-', ' '),
      reference.replaceAll('-', ''),
      `  ${reference.replaceAll('-', ' – ')}. `,
      [...reference].join(' '),
    ])
      expect(readReference(said), said).toBe(reference)
  })

  test('is never taken for another where one sign was misread, or two beside each other were swapped', () => {
    const wrong = some.flatMap(reference => {
      const code = reference.slice(4).replace('-', '')
      const misread = [...code.slice(0, 5)].flatMap((sign, at) =>
        [...signs].filter(other => other !== sign).map(other => code.slice(0, at) + other + code.slice(at + 1)),
      )
      const swapped = [0, 1, 2, 3]
        .filter(at => code[at] !== code[at + 1])
        .map(at => code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2))
      return [...misread, ...swapped].map(code => `SAF-${code.slice(0, 4)}-${code.slice(4)}`)
    })

    expect(wrong.length).toBeGreaterThan(20_000)
    expect(wrong.filter(reference => readReference(reference) !== undefined)).toEqual([])
  })

  test.each(['', 'SAF', 'SAF-7K3Q', 'SAF-7K3Q-2M-9', '7K3Q-2M', 'SAF-OIOI-OI', '../../etc/passwd', 'SAF-7K3Q-2\u0000'])(
    'is not seen in "%s"',
    said => {
      expect(readReference(said)).toBeUndefined()
    },
  )
})
