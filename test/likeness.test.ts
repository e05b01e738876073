import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readExamples } from '../src/desks/examples.ts'
import { learn } from '../src/desks/likeness.ts'
import { exampleMistakes, signalsIn } from '../src/desks/open.ts'
import { spot } from '../src/desks/spot.ts'
import { examplesIn } from '../src/desks/spot-read.ts'
import { wordsOf } from '../src/desks/spot-reading.ts'
import { examine } from '../src/doctor.ts'
import { root } from './support/app.ts'
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
      '\uFEFF# ours\r\n[first]\r\npress! (content, none) | a reporter | by the stairs \r\n\r\n[second]\n   none|tea?\n'

    expect(readExamples(text, 'examples.txt')).toEqual({
      batches: new Map([
        ['first', [{ desk: 'press', urgent: true, accept: ['content', 'none'], say: 'a reporter | by the stairs' }]],
        ['second', [{ desk: 'none', urgent: false, accept: [], say: 'tea?' }]],
      ]),
      mistakes: [],
    })
  })

  test('a line that cannot be read is named by its number and never quoted, and the others count', () => {
    const { batches, mistakes } = readExamples('press | yes\nTom of 4 Mill Lane told me\nnone | no', 'examples.txt')

    expect(mistakes).toEqual([
      'examples.txt, line 2, cannot be read. Write the desk, a stroke and the message: "press | a reporter rang".',
    ])
    expect([...batches.values()].flat().map(({ say }) => say)).toEqual(['yes', 'no'])
  })

  test('a council’s few lines are learnt beside those that ship, which can be read without a mistake', () => {
    const policies = folder()
    writeFileSync(join(policies, 'examples.txt'), 'press | the man from Radio Quark is in the canteen\n')

    const all = [...examplesIn(policies).values()].flat()

    expect(all.length).toBeGreaterThan(2_000)
    expect(all.at(-1)?.say).toBe('the man from Radio Quark is in the canteen')
    expect(exampleMistakes(join(root, 'policies'))).toEqual([])
    expect(spot(signalsIn(policies), 'who is making the tea')).toBeNull()
  })

  test('the doctor says which desk there is not and which line cannot be read; both are no more than a mistake', async () => {
    const policies = folder()
    writeFileSync(join(policies, 'examples.txt'), '[ours]\nsaefguarding | a child is hurt\npress | yes\nno desk here\n')

    const { mistakes } = await examine({ POLICIES: policies }, new Date('2026-11-20T10:00:00Z'))

    const said = mistakes.filter(mistake => mistake.includes('examples.txt'))
    expect(said.map(mistake => mistake.split('examples.txt')[1]?.slice(0, 30))).toEqual([
      ', line 4, cannot be read. Writ',
      ' names the desk “saefguarding”',
    ])
    expect(spot(signalsIn(policies), 'a journalist has just rung me')?.id).toBe('press')
  })
})
