import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../src/authorities/settings.ts'
import { signalsIn } from '../src/desks/open.ts'
import { spot } from '../src/desks/spot.ts'
import { compileSignals } from '../src/desks/spot-compile.ts'
import { type DeskSignals, SharedSignals } from '../src/desks/spot-signals.ts'
import { givenMessages, heardBy, heardUnlearnt, worryFigures } from './support/worries.ts'

const root = join(import.meta.dirname, '..')
const signals = signalsIn(join(root, 'policies'))
const deskOf = (message: string) => spot(signals, message)?.id ?? 'none'

describe('the same words are a report when they tell what happened, and no report when they ask', () => {
  const pairs: [desk: string, report: string, question: string][] = [
    ['press', 'a journalist has just rung me', 'what happens if a journalist rings me?'],
    ['press', 'the BBC are outside asking for a comment', 'can staff talk to the BBC?'],
    ['press', 'a reporter wants a quote by 5', 'please press the button by 5'],
    ['safeguarding', 'a girl at the club says her dad hits her', 'is there a course on safeguarding girls?'],
    ['safeguarding', 'he says he is going to kill himself', 'can we use the word suicide in a post?'],
    ['content', 'someone has posted a threat on our page', 'what does the policy say about threats?'],
    ['content', 'a man keeps swearing at us in the comments', 'is swearing allowed in comments?'],
    ['data-breach', 'I sent the case file to the wrong person', 'what counts as personal data?'],
    ['data-breach', 'I left my work laptop on the train', 'I left my umbrella on the train'],
    ['emergency', 'there is a fire at the depot', 'when is the fire drill at the depot?'],
    ['account-security', 'our facebook account has been hacked', 'can I hack together a quick banner?'],
    ['information-request', 'a resident has sent us an FOI', 'how long do we have to answer an FOI?'],
    ['complaint', 'a customer wants to make a formal complaint', 'where is the complaints procedure?'],
    ['account-security', 'there is a stranger posting as us', 'May I post as us or as me?'],
    ['account-security', 'a stranger got access to our facebook page', 'who has access to our twitter?'],
    ['press', 'a man with a camera is in reception', 'may somebody with a camera film a meeting?'],
    ['safeguarding', 'they posted where a refuge for women is', 'where is the nearest refuge?'],
    ['new-account', "can I have access to the council's linkedin", 'May I have access to facebook at lunch?'],
    ['new-account', 'our team wants its own twitter, how do I apply', 'who looks after the twitter account?'],
    ['conduct', 'my manager keeps shouting at me', 'can my manager see my facebook?'],
    ['whistleblowing', 'they are covering up the asbestos', 'what does whistleblowing mean?'],
  ]

  test.each(pairs)('%s: "%s", but not "%s"', (desk, report, question) => {
    expect(deskOf(report)).toBe(desk)
    expect(deskOf(question)).toBe('none')
  })
})

test.each([
  ['press', 'A reporter has rung about my Facebook post, what do I say?'],
  ['press', 'A journalist commented on our page'],
  ['press', 'A journalist has called me'],
  ['content', 'Someone posted a threat. Can I delete it?'],
  ['content', 'Someone named a colleague in a nasty comment. Delete it?'],
  ['content', 'Should I block this user?'],
  ['content', 'How many warnings before we block?'],
  ['content', 'What must I do about libel?'],
  ['safeguarding', 'A child has messaged our page'],
  ['safeguarding', 'I am worried about a child in a post'],
  ['safeguarding', "What is the DSL's phone number?"],
  ['advice', "Can I check a tenant's Facebook for fraud?"],
  ['account-security', 'Our account is hacked'],
  ['information-request', 'Someone asked for information by Twitter DM'],
  ['none', 'Can I delete a rude comment?'],
  ['none', 'How fast must we reply?'],
  ['none', 'How fast in an emergency?'],
  ['none', "Can I look at a candidate's Facebook?"],
  ['none', 'Which data law applies?'],
  ['none', 'How often do I change the password?'],
  ['none', 'What do I write when I remove an offensive comment?'],
  ['none', 'Can I use my own phone?'],
  ['none', 'What is rule 4?'],
])('a golden question is offered %s: "%s"', (desk, question) => {
  expect(deskOf(question)).toBe(desk)
})

describe('whoever asks whether they may keep somebody off our page is not told that an account was broken into', () => {
  const may = ['May I', 'Can we', 'Are we allowed to', 'Is it ok to', 'Should staff']
  const bar = ['block somebody', 'mute somebody', 'hide somebody', 'ban a person', 'restrict a user']
  const where = ['on our page', 'on our Facebook page', 'in our Facebook group', 'from our Instagram account']
  const questions = may.flatMap(m => bar.flatMap(b => where.map(w => `${m} ${b} ${w}?`)))

  test('nor offered any desk, however it is asked', () => {
    expect(questions.filter(question => deskOf(question) !== 'none')).toEqual([])
  })

  test.each([
    'May I delete somebody’s comment on our page?',
    "May we hide somebody's comments on our page?",
    'Who decides whether somebody is blocked on our page?',
    'Is blocking a person on our page allowed?',
    'How do I block somebody on our page?',
    'May somebody in our team block people on our page?',
    'May I thank somebody on our page?',
    'May somebody comment on our page?',
    'Can we block the person using our hashtag on our page?',
  ])('nor by "%s"', question => {
    expect(deskOf(question)).toBe('none')
  })

  test.each(['May I mute somebody using our page to sell things?', 'Somebody on our page: may I block them?'])(
    'what tells of somebody there may be content, and no more: "%s"',
    message => {
      expect(deskOf(message)).toBe('content')
    },
  )

  test.each([
    'Somebody is in our account, can we block them?',
    'May we block people on our page? A stranger is in our account.',
    'Has our page been hacked?',
    'Is somebody in our account?',
    'Somebody is on our account and it is not us',
    'Somebody is using our Facebook page',
    'There is a stranger on our account',
    'Who do I tell that somebody else is in our account?',
    'somebody in russia has logged in to our hootsuite',
  ])('who is inside is still a report, and urgent: "%s"', report => {
    expect(spot(signals, report)).toMatchObject({ id: 'account-security', urgent: true })
  })

  test.each([
    ['account-security', 'somebody has got into our facebook page, should I block them?'],
    ['content', 'how do i report a threat on our page'],
    ['content', 'can we block someone on our page who is threatening to kill us?'],
    ['safeguarding', 'may I block somebody on our page who said his dad hits him?'],
    ['press', 'can i block someone on our page who is from the press?'],
  ])('what happened is heard beside the question, and is for %s: "%s"', (desk, report) => {
    expect(deskOf(report)).toBe(desk)
  })
})

test('signals that name what is not there are refused, all at once, each with what to do', () => {
  const signals: DeskSignals = {
    'in short': 'something',
    fills: {},
    urgent: 'never',
    words: ['<no such idea>'],
    patterns: [{ why: 'something', weight: 'fair', says: ['NOBODY > rang', 'rang//called'] }],
  }

  const shared = readSettings(join(root, 'policies', 'signals.yaml'), SharedSignals).settings
  if (!shared) throw new Error('policies/signals.yaml does not read')
  const compile = () => compileSignals(shared, new Map([['press', signals]]), [], [])

  expect(compile).toThrow('names the idea <no such idea>, which is not in lexicon.yaml')
  expect(compile).toThrow('names the group NOBODY, and there is none')
  expect(compile).toThrow('"rang//called" has an empty alternative')
})

test('one slip of the finger in a long word is forgiven, and an ordinary word is not taken for a slip', () => {
  expect(deskOf('a jornalist has just rung me')).toBe('press')
  expect(deskOf('a resident has sent us an offical complant')).toBe('complaint')
  expect(deskOf('the painter has just rung me')).toBe('none')
})

test('what is said of the reason is ours, and the form is filled with the exact words of the message', () => {
  const message = 'A journalist rang about https://example.org/story, wants a comment by 4pm.'

  const spotted = spot(signals, message)

  expect(spotted?.prefill['what']).toBe(message)
  expect(spotted?.prefill['link']).toBe('https://example.org/story')
  expect(spotted?.prefill['deadline']).toBe('by 4pm')
  expect(message).not.toContain(spotted?.why)
})

describe('whatever is typed', () => {
  const alarming =
    'he she child hits fire journalist threat post page not if can i what , . ! police 16 lost laptop foi'.split(' ')

  test('a message never breaks the program', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), message => void spot(signals, message)))
    fc.assert(fc.property(fc.array(fc.constantFrom(...alarming)), words => void spot(signals, words.join(' '))))
  })

  test('what a form is filled with is always a piece of the message', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alarming, 'https://a.test/x?', 'by 5pm')), words => {
        const message = words.join(' ')
        for (const piece of Object.values(spot(signals, message)?.prefill ?? {})) expect(message).toContain(piece)
      }),
    )
  })

  test.each([
    ['alarming words', 'a journalist wants a comment about the child who was hit and the fire ', 50_000],
    ['one word without end', 'a', 50_000],
    ['stops and letters', 'a.', 50_000],
    ['addresses that never end', 'hit@', 50_000],
    ['questions', 'can i if a child ', 50_000],
  ])('50,000 characters of %s are read in well under a second', (_, piece, length) => {
    const long = `a journalist rang ${piece.repeat(length / piece.length)}`
    const started = performance.now()

    expect(spot(signals, long)).not.toBeNull()

    expect(performance.now() - started).toBeLessThan(1500)
  })
})

describe('the figures we promise', () => {
  const sets = new Map([['our examples, each batch unlearnt', () => heardUnlearnt(join(root, 'policies'))]])
  const given = givenMessages(join(root, '..', 'shared', 'eval'))
  if (given) sets.set('the given messages', () => heardBy(signals, given))

  test.skipIf(!given)('the given messages stand beside the checkout', () => undefined)

  test.each([...sets])('hold for %s', (_, heard) => {
    const figures = worryFigures(heard())

    expect(figures.offered).toBeGreaterThanOrEqual(92)
    expect(figures.right).toBeGreaterThanOrEqual(85)
    expect(figures.safeguardingAstray).toBe(0)
    expect(figures.plainOffered).toBeLessThanOrEqual(8)
  })
})
