import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fixable } from '../src/errors.ts'
import { compiled, conceptsIn, readLexicon } from '../src/words/lexicon.ts'
import { stem } from '../src/words/stem.ts'
import { contentStems, questionTokens, tokens } from '../src/words/tokens.ts'
import { oneSlipAway } from '../src/words/typos.ts'

describe('words of one family get one stem', () => {
  test.each([
    ['policy', 'policies'],
    ['apply', 'applies', 'applied', 'applying'],
    ['agree', 'agreed', 'agreeing'],
    ['report', 'reports', 'reported', 'reporting'],
    ['monitor', 'monitors', 'monitoring', 'monitored'],
    ['plan', 'planned', 'planning'],
    ['complain', 'complained', 'complaining'],
    ['general', 'generally', 'generalization', 'generalizations'],
    ['hope', 'hopeful', 'hopefulness', 'hoping'],
    ['adjust', 'adjustable', 'adjustment', 'adjustments'],
  ])('%s', (...family) => {
    expect(new Set(family.map(stem)).size).toBe(1)
  })

  // Worked out by hand from the paper's rules, one or two for each step.
  test.each([
    ['caresses', 'caress'],
    ['ties', 'ti'],
    ['feed', 'feed'],
    ['bled', 'bled'],
    ['sized', 'size'],
    ['falling', 'fall'],
    ['fizzed', 'fizz'],
    ['happy', 'happi'],
    ['sky', 'sky'],
    ['relational', 'relat'],
    ['rational', 'ration'],
    ['electrical', 'electr'],
    ['adoption', 'adopt'],
    ['communion', 'communion'],
    ['cease', 'ceas'],
    ['rate', 'rate'],
    ['controlling', 'control'],
    ['apology', 'apolog'],
  ])('%s becomes %s', (word, wanted) => {
    expect(stem(word)).toBe(wanted)
  })

  test('and words apart in meaning keep apart', () => {
    const words = ['policy', 'police', 'polite', 'politics', 'public', 'publish', 'post', 'poster']

    expect(new Set(words.map(stem)).size).toBe(words.length - 1) // Porter takes police and policy for one
  })
})

describe('a text is read as words', () => {
  test.each([
    ['accents are folded', 'Café naïveté', ['cafe', 'naivete']],
    ['a possessive is its owner', "the Council's officers' hours", ['the', 'council', 'officers', 'hours']],
    ['what is short for a verb is passed over', "I'll say we're ill", ['i', 'say', 'we', 'ill']],
    ['curly apostrophes are straight ones', 'don’t can´t', ['dont', 'cant']],
    ['wide and joined letters are plain ones', 'ﬁle Ｔｗｉｔｔｅｒ', ['file', 'twitter']],
    ['numbers keep their inner points, and lose their commas', '5.1 or £1,500.', ['5.1', 'or', '1500']],
    ['e-mail is one word, co-worker two', 'e-mail a co-worker', ['email', 'a', 'co', 'worker']],
    ['control and invisible characters are not there', 'pass\u200bword\u0000 a\u0007b', ['password', 'a', 'b']],
    ['other alphabets are words too', 'правила 規則', ['правила', '規則']],
    ['emoji alone say nothing', '😀 👍🏽', []],
  ])('%s', (_, text, words) => {
    expect(tokens(text).map(token => token.word)).toEqual(words)
  })

  test('what every question has says nothing of its subject', () => {
    expect(contentStems('How many days can I take off for the birth of my child?')).toEqual([
      'dai',
      'take',
      'birth',
      'child',
    ])
  })

  test('a name is noticed by its capital or by "on", unless everything is in capitals', () => {
    const names = (text: string) =>
      tokens(text)
        .filter(token => token.name)
        .map(token => token.word)

    expect(names('It is best to ask IT about it, work on it, or ask in Teams, by pm, on x. Teams meet')).toEqual([
      'it',
      'teams',
      'pm',
      'x',
    ])
    expect(names('ASK IT ABOUT IT')).toEqual([])
  })

  test('a pasted book is read up to its first page', () => {
    expect(questionTokens('word '.repeat(50_000)).length).toBeLessThan(1_000)
  })
})

describe('a slip of the keyboard finds the word that was meant', () => {
  const known = new Set(['council', 'nickname', 'from', 'form', 'twitter', 'media'])
  const meant = (word: string) => oneSlipAway(word, candidate => known.has(candidate))

  test.each([
    ['a letter missing', 'coucil', 'council'],
    ['a letter too many', 'nicknname', 'nickname'],
    ['a wrong letter', 'twittir', 'twitter'],
    ['two letters swapped', 'medai', 'media'],
  ])('%s', (_, typed, wanted) => {
    expect(meant(typed)).toEqual([wanted])
  })

  test('short words, numbers and two slips are left alone', () => {
    expect(['fro', '2023', 'cuoncl'].flatMap(meant)).toEqual([])
  })

  test('whatever one slip makes of a word, the word is found again', () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/)
    fc.assert(
      fc.property(word, fc.nat(), (original, at) => {
        const place = at % original.length
        const dropped = original.slice(0, place) + original.slice(place + 1)

        return oneSlipAway(dropped, candidate => candidate === original).includes(original)
      }),
    )
  })
})

describe('the lexicon', () => {
  const lexicon = compiled([
    { concept: 'resident', words: ['resident', 'member of the public'], related: ['community'] },
    { concept: 'councillor', words: ['councillor', 'member', 'cllr'], related: [] },
    { concept: 'community', words: ['community', 'neighbourhood'], related: [] },
    { concept: 'ict', words: ['IT', 'ict'], related: [] },
    { concept: 'chat', words: ['Teams'], related: ['IT'] },
  ])
  const named = (text: string) => conceptsIn(lexicon, tokens(text)).map(({ concept }) => concept)

  test('finds the longest phrase, and uses its words up', () => {
    expect(named('a member of the public wrote to a member')).toEqual([0, 1])
  })

  test('finds a phrase in any inflection', () => {
    expect(named('members of the public, neighbourhoods')).toEqual([0, 2])
  })

  test('takes "it" for a department only where it is written as a name', () => {
    expect(named('is it allowed')).toEqual([])
    expect(named('is IT allowed')).toEqual([3])
  })

  test('takes "teams" for the program only there too, and a team for neither', () => {
    expect(named('our team and other teams')).toEqual([])
    expect(named('is chatting in Teams private, or on teams')).toEqual([4, 4])
    expect(lexicon.related[4]).toEqual([3])
  })

  test('knows which concepts lie near', () => {
    expect(lexicon.related[0]).toEqual([2])
  })

  test('says which entry is wrong, and how an entry is written', () => {
    expect(() => readLexicon('- concept: leave\n  synonyms: [holiday]', 'lexicon.yaml')).toThrow(Fixable)
    expect(() => readLexicon('- concept: leave\n  synonyms: [holiday]', 'lexicon.yaml')).toThrow(
      /lexicon.yaml: entry 1/,
    )
    expect(() => readLexicon('- concept: [', 'lexicon.yaml')).toThrow(/is not YAML/)
  })
})
