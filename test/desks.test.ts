import { describe, expect, test } from 'vitest'
import { readAuthorities } from '../src/authorities/read.ts'
import { readDesks, readDesksOf } from '../src/desks/read.ts'

const desks = readDesks('policies')
const authorities = readAuthorities('policies')

describe('the desks that ship', () => {
  test('are these twelve', () => {
    expect(desks.map(({ id }) => id)).toEqual([
      'account-security',
      'advice',
      'complaint',
      'conduct',
      'content',
      'data-breach',
      'emergency',
      'information-request',
      'new-account',
      'press',
      'safeguarding',
      'whistleblowing',
    ])
  })

  test.each(authorities)('$name says who receives the reports of each of them', authority => {
    const here = readDesksOf('policies', authority, desks)

    expect(here.map(({ id }) => id)).toEqual(desks.map(({ id }) => id))
  })
})
