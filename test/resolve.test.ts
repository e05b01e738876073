import { describe, expect, test } from 'vitest'
import { resolveRef } from '../src/clauses/resolve.ts'
import { parsed } from './support/parsed.ts'

const keys = parsed(`Key Policy

October 2020

1. Keys

1.1 Every key is signed for by its holder.

1.2 A holder must:
(a) lock up at night;
(b) never lend a key.

2. Doors

a) Doors are closed at night.
b) Doors are never wedged open.

Part A: Day

1. Sign in at the desk.
2. Wear a badge.

Do:

1. Greet visitors.
2. Count the keys.

Don't

1. Prop doors open.
2. Copy a key.

Appendix 1 – Rota

1.1 The porter has Mondays.

Losing a key

- Tell the porter: The porter changes the lock within the hour.
- Tell the police: They give you a number for the insurance claim.
`).policy

describe('a ref, as people write it', () => {
  test.each([
    ['1.1', ['1.1', 'Appendix 1 1.1']],
    ['clause 1.1', ['1.1', 'Appendix 1 1.1']],
    ['Paragraph 1.1.', ['1.1', 'Appendix 1 1.1']],
    ['s. 1.2', ['1.2']],
    ['1.2(a)', ['1.2']],
    ['1.2 (b)', ['1.2']],
    ['2(a)', ['2 a)']],
    ['2a', ['2 a)']],
    ['2 A)', ['2 a)']],
    ['section 2', ['2 a)', '2 b)', 'Part A 2', 'Do 2', "Don't 2"]],
    ['App 1 1.1', ['Appendix 1 1.1']],
    ['appendix 1, para 1.1', ['Appendix 1 1.1']],
    ['annex 1 1.1', ['Appendix 1 1.1']],
    ['schedule 1, paragraph 1.1', ['Appendix 1 1.1']],
    ['rule two', ['2 a)', '2 b)', 'Part A 2', 'Do 2', "Don't 2"]],
    ['2.a', ['2 a)']],
    ['do 2', ['Do 2']],
    ['Part A Do 2', ['Do 2']],
    ['Don’t 1', ["Don't 1"]],
    ['DONT 1', ["Don't 1"]],
    ['Part A rule 2', ['Part A 2']],
    ['losing a key: tell the porter', ['Appendix 1 Tell the porter']],
    ['Title (October 2020)', ['Front page']],
    ['9.9', []],
    ['clause 99', []],
    ['', []],
    ['???', []],
    ['the weather', []],
  ])('%s', (spelling, expected) => {
    const found = resolveRef(keys, spelling).map(clause => clause.ref)

    expect(found.slice(0, Math.max(expected.length, 1))).toEqual(expected)
  })

  test('in a hundred thousand characters leads nowhere, and soon', () => {
    expect(resolveRef(keys, '(a)'.repeat(33_000))).toEqual([])
  })
})

test('an appendix that prints its own letter, and items without a bracket, are found as people write them', () => {
  const { policy } = parsed(
    'Home Working Policy\n\n1 Place\n\n1.1 You may work from home for no more than:\ni three days in a week; or\nii ten days in a month.\n\n1.2 Ask first.\n\nAppendix A: Risks\n\nA.1 Look round.\n\nA.2 Keep it.\n\nAppendix B: Papers\n\nB.1 Lock up.\n\nB.2 No lending.\n',
  )

  const found = ['A.2', 'A2', 'appendix A 2', 'Annex B, B.2', '1.1(ii)', '1.1 (iv)'].map(spelling =>
    resolveRef(policy, spelling).map(clause => clause.ref),
  )

  expect(found).toEqual([['A.2'], ['A.2'], ['A.2'], ['B.2'], ['1.1'], []])
})
