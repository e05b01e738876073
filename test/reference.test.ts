import { describe, expect, test } from 'vitest'
import { referenceAsked, spellingAsked } from '../src/answers/reference.ts'
import { parsed } from './support/parsed.ts'

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
    ['what does A.2 say', 'A.2'],
    ['B.2', 'B.2'],
    ["what's in A.2.1?", 'A.2.1'],
    ['A.2(b) of the home working policy', 'A.2(b) of the home working policy'],
    ['1(d)(ii)', '1(d)(ii)'],
    ['1.1.1(c)(iv)', '1.1.1(c)(iv)'],
    ['3.1 (b) (ii) of the gifts policy', '3.1 (b) (ii) of the gifts policy'],
    [
      'paragraph 3.1 (b) (ii) of the contract procedure rules',
      'paragraph 3.1 (b) (ii) of the contract procedure rules',
    ],
    ['clause 3.2 of our handbook on keys', 'clause 3.2 of our handbook on keys'],
  ])('%s', (question, spelling) => {
    expect(spellingAsked(question)).toBe(spelling)
  })
})

describe('a question that only holds a number is a question', () => {
  test.each([
    ['can I post a 5.1 MB video?'],
    ['A1 posters'],
    ['A1'],
    ['what is A4 paper'],
    ['who is on the A.B.C. committee'],
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

describe('with the policies in hand, more spellings are references', () => {
  const gifts = parsed(
    'Gifts and Hospitality Policy\n\n1 Gifts\n\n1.1 No gift over £50.\n\n1.2 No cash.\n\n2 Register\n\n2.1 Enter each gift.\n\n2.2 It is published.\n',
    'anytown/gifts-policy',
  ).policy
  const home = parsed(
    'Home Working Policy\n\n1 Place\n\n1.1 Three days.\n\n1.2 Ask first.\n\n2 Things\n\n2.1 A chair.\n\n2.2 A lamp.\n\nAppendix A: Risks\n\nA.1 Look round.\n\nA.2 Keep it.\n\nAppendix B: Papers\n\nB.1 Lock up.\n\nB.2 No lending.\n',
    'anytown/home-working-policy',
  ).policy
  const orders = parsed(
    'STANDING ORDERS\n\n1 RULES OF DEBATE\n\na Motions are taken in order.\nb Motions are seconded.\nc They may be withdrawn.\nd A councillor may speak for no more than:\ni five minutes if moving it; or\nii three minutes if seconding it.\ne The chairman decides.\n\n2 MEETINGS\n\na Nobody shall shout.\nb They may be heard no longer.\nc The public has 15 minutes.\n',
    'anytown/standing-orders',
  ).policy
  const ict = parsed(
    'ICT Use Policy\n\n1 Use\n\n1.1 For work.\n\n1.2 A little else.\n\nAppendix A: Form\n\nI have read and agree.\n',
    'anytown/ict-policy',
  ).policy
  const policies = [gifts, home, orders, ict]

  test.each([
    ['what does A.2 say', ['home A.2']],
    ['A2', ['home A.2']],
    ['what does paragraph A2 say?', ['home A.2']],
    ['appendix A 2', ['home A.2']],
    ['annex B, B.2', ['home B.2']],
    ['A.2 of the home working policy', ['home A.2']],
    ['what does the gifts policy say at 1.1', ['gifts 1.1']],
    ['what does the gift policy say in clause 1.1?', ['gifts 1.1']],
    ['what does the gifts policy say about clause 1.1', ['gifts 1.1']],
    ['in the gifts policy, what does 1.1 say?', ['gifts 1.1']],
    ['gifts and hospitality 2.1', ['gifts 2.1']],
    ['clause Appendix A of Home Working Policy', ['home A.1', 'home A.2']],
    ['Appendix A of the ICT policy', ['ict Appendix A']],
    ['2.1 of gifts and hospitality', ['gifts 2.1']],
    ['home working policy, 2.2', ['home 2.2']],
    ['standing order 2c', ['standing 2 c)']],
    ['standing orders 1 d', ['standing 1 d)']],
    ['standing order 1(d)(ii)', ['standing 1 d)']],
    ['what does the policy say at 2.1', ['gifts 2.1', 'home 2.1']],
    ['what does 2.1 of the policy say', ['gifts 2.1', 'home 2.1']],
    ['3.1 (b) (ii) of the gifts policy', []],
  ])('%s', (question, expected) => {
    const asked = referenceAsked(policies, question)

    const found = [...(asked?.exact ?? []), ...(asked?.alike ?? [])]
    expect(asked).not.toBeNull()
    expect(found.map(nameOf)).toEqual(expected)
  })

  test.each([
    ['A1 posters'],
    ['can I print on A4'],
    ['A4'],
    ['standing order 2c of the county'],
    ['financial regulation 2c'],
    ['is a gift over 1.50 allowed'],
    ['gifts over 1.50'],
    ['how long is home working 3'],
    ['home working 3'],
    ['is it 7.30?'],
    ['is it at 9.30'],
    ['gift 12.50'],
    ['2.50 in gifts'],
    ['hospitality at 7.30'],
  ])('%s is a question', question => {
    expect(referenceAsked(policies, question)).toBeNull()
  })

  test('of what is called a policy it is said that it has none, by the number alone', () => {
    expect(referenceAsked(policies, 'what does the gifts policy say at 9.9')).toEqual({
      ...{ spelling: '9.9', exact: [], alike: [] },
    })
  })

  test('whoever chooses a policy by its whole title has chosen, also where that is a word of every title', () => {
    const others = ['Rules', 'Social Media Policy', 'Social Media Guidance'].map(
      title => parsed(`${title}\n\n1 Use\n\n1.1 Of ${title}.\n`, `anytown/${title.replaceAll(' ', '-')}`).policy,
    )
    const chosen = (title: string) => referenceAsked([...policies, ...others], `clause 1.1 of ${title}`)?.exact ?? []

    for (const { title, id } of others) expect(chosen(title).map(({ policy }) => policy)).toEqual([id])
  })

  const nameOf = ({ policy, ref }: { policy: string; ref: string }) => `${policy.split('/')[1]?.split('-')[0]} ${ref}`
})
