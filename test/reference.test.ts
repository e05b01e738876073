import { describe, expect, test } from 'vitest'
import { spellingAsked } from '../src/answers/reference.ts'

describe('a person who asks for a clause by its number is understood', () => {
  test.each([
    ['what is rule 4?', 'rule 4'],
    ['5.1', '5.1'],
    ['What does 5.1 say?', '5.1'],
    ['show me Appendix 1, 5.1', 'Appendix 1, 5.1'],
    ["what's clause 4 l)", 'clause 4 l)'],
    ['Do 3', 'Do 3'],
    ['what does don’t 9 say', "don't 9"],
    ['part a 4', 'part a 4'],
    ['rule 5 in part A', 'rule 5 in part A'],
    ['section 2.1.3 please', 'section 2.1.3'],
    ['paragraph 8.2', 'paragraph 8.2'],
    ['§2.1.3', 'section 2.1.3'],
    ['4.l', '4.l'],
    ['what is rule four?', 'rule four'],
    ['what does 3.2 of the ICT policy say', '3.2 of the ICT policy'],
    ['clause 3.2 of our handbook on keys', 'clause 3.2 of our handbook on keys'],
  ])('%s', (question, spelling) => {
    expect(spellingAsked(question)).toBe(spelling)
  })
})

describe('a question that only holds a number is a question', () => {
  test.each([
    ['can I post a 5.1 MB video?'],
    ['do 3 warnings mean a block?'],
    ['how many rules are there'],
    ['what is the 132 character limit for'],
    ['do I need to be 18'],
    ['what does the policy say about part time staff'],
    ['what is part of my role'],
  ])('%s', question => {
    expect(spellingAsked(question)).toBeNull()
  })
})
