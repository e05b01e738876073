import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readExamples } from '../src/desks/examples.ts'
import { learn } from '../src/desks/likeness.ts'
import { wordsOf } from '../src/desks/spot-reading.ts'
import { examine } from '../src/doctor.ts'
import { folder } from './support/folder.ts'

const short = new Map([['cant', 'can not']])

describe('what is learnt from examples', () => {
  const examples = [
    { desk: 'press', say: 'a reporter rang about the pool' },
    { desk: 'press', say: 'the reporter from the herald rang again' },
    { desk: 'account-security', say: 'i cant log in to our page' },
    { desk: 'account-security', say: 'somebody else can log in to our page' },
    { desk: 'none', say: 'who is making tea' },
    { desk: 'none', say: 'is there any tea left' },
  ]
  const like = (message: string) => learn(examples, short).of(wordsOf(message, short))

  test('a message is most like those it shares its words with', () => {
    const found = [...like('that reporter rang me')].toSorted(([, a], [, b]) => b - a)

    expect(found[0]?.[0]).toBe('press')
    expect(found[0]?.[1]).toBeGreaterThan(0)
  })

  test('one that is like what belonged on no desk is like none of them', () => {
    expect([...like('any tea')].filter(([, much]) => much > 0)).toEqual([])
  })

  test('what is typed short is what it stands for', () => {
    expect(like('we can not log in')).toEqual(like('we cant log in'))
  })

  test('a word or two say less than an account', () => {
    const much = (message: string) => like(message).get('press') ?? 0

    expect(much('reporter')).toBeLessThan(much('a reporter rang about the pool'))
  })

  test('the same examples always come to the same', () => {
    expect(like('the page rang')).toEqual(like('the page rang'))
  })

  test('without examples nothing is said, and of a desk without examples neither', () => {
    expect([...learn([], short).of(wordsOf('a reporter rang', short))]).toEqual([])
    expect(like('a reporter rang').has('safeguarding')).toBe(false)
  })

  test('in what order a council writes its examples down changes little', () => {
    const turned = learn(examples.toReversed(), short).of(wordsOf('a reporter rang', short))

    expect([...turned].toSorted(([, a], [, b]) => b - a)[0]?.[0]).toBe('press')
  })
})

describe('the file of examples', () => {
  test('says of each message the desk, whether it hurries, and what else would be right', () => {
    const text =
      '# ours\r\n[first]\r\npress! (content, none) | a reporter | by the stairs \r\n\r\n[second]\nnone | tea?\n'

    expect(readExamples(text, 'examples.txt')).toEqual(
      new Map([
        ['first', [{ desk: 'press', urgent: true, accept: ['content', 'none'], say: 'a reporter | by the stairs' }]],
        ['second', [{ desk: 'none', urgent: false, accept: [], say: 'tea?' }]],
      ]),
    )
  })

  test('names the line that cannot be read, and how it is written', () => {
    expect(() => readExamples('[first]\npress | yes\njust words', 'examples.txt')).toThrow(
      'examples.txt, line 3: "just words" cannot be read. Write the desk, a stroke and the message: "press | a reporter rang".',
    )
  })
})

test('the doctor says which desk of a council’s own examples there is not, and what there is', async () => {
  const policies = folder()
  writeFileSync(join(policies, 'examples.txt'), '[ours]\nsaefguarding | a child is hurt\npress | a reporter rang\n')

  const { mistakes } = await examine({ POLICIES: policies }, new Date('2026-11-20T10:00:00Z'))

  expect(mistakes.join('\n')).toContain('examples.txt has messages for the desk “saefguarding”, and there is none.')
  expect(mistakes.join('\n')).not.toContain('desk “press”')
})
