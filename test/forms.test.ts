import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAuthorities } from '../src/authorities/read.ts'
import { answerTo, checkAnswers } from '../src/desks/answers.ts'
import { type Given, questionsNow } from '../src/desks/asked.ts'
import { checkForm, type Form, formOf } from '../src/desks/form.ts'
import type { Question } from '../src/desks/question.ts'
import { readDesks, readDesksOf } from '../src/desks/read.ts'
import type { DeskHere } from '../src/desks/receives.ts'

const shared = readDesks('policies')
const councils = readAuthorities('policies').map(authority => ({
  authority,
  desks: readDesksOf('policies', authority, shared),
}))
const everyForm = councils.flatMap(({ authority, desks }) =>
  desks.map(desk => ({ council: authority.id, authority, desk })),
)
const friday = new Date('2026-11-20T10:00:00Z')
const saturday = new Date('2026-11-21T10:00:00Z')

describe('a form', () => {
  test.each(everyForm)('$council $desk.id can be filled in and sent, whatever the sub-type', ({ authority, desk }) => {
    for (const subtype of Object.keys(desk['sub-types'])) {
      const checked = checkAnswers(desk, {}, filled(desk, { danger: 'no', 'sub-type': subtype }))

      expect(checked).toMatchObject({ kind: { subtype } })
      expect(formOf(authority, desk, { 'sub-type': subtype }, friday, 'live').doNot.says).not.toBe('')
    }
  })

  test('asks what belongs to the sub-type, and asks again when that changes', () => {
    const desk = deskOf('lewes-eastbourne', 'content')

    const mention = asked(desk, { danger: 'no', 'sub-type': 'mention' })
    const persistent = asked(desk, { danger: 'no', 'sub-type': 'persistent-user', warnings: 'one' })

    expect(mention).toEqual([
      'danger',
      'sub-type',
      'platform',
      'our-page',
      'link',
      'what',
      'seen',
      'posted',
      'author',
      'done',
      'files',
      'identity',
    ])
    expect(persistent.filter(id => !mention.includes(id))).toEqual(['profile', 'warnings', 'first-warning'])
  })

  test('forgets an answer to a question that is no longer asked', () => {
    const desk = deskOf('lewes-eastbourne', 'content')
    const given = {
      ...filled(desk, { danger: 'no', 'sub-type': 'mention' }),
      warnings: 'two',
      'first-warning': 'in May',
    }

    expect(sent(desk, given)).not.toHaveProperty('first-warning')
  })

  test('counts no hidden answer when it decides what to ask', () => {
    const desk = deskOf('lewes-eastbourne', 'content')

    expect(asked(desk, { danger: 'no', 'sub-type': 'mention', warnings: 'two' })).not.toContain('second-warning')
  })

  test('takes a report without a link from somebody who says that they cannot link to it', () => {
    const desk = deskOf('lewes-eastbourne', 'content')
    const given = filled(desk, { danger: 'no', 'sub-type': 'threat' })

    expect(sent(desk, { ...given, link: 'I cannot link to it' })).toMatchObject({ link: 'I cannot link to it' })
    expect(mistakes(desk, { ...given, link: '' })).toEqual([
      'link: "What is its address?": paste the address of the page, as https://example.org/page, or write "I cannot link to it".',
    ])
  })

  test('names each question that needs an answer, and says what to write', () => {
    const desk = deskOf('emersons-green', 'press')

    expect(
      mistakes(desk, { 'sub-type': 'enquirey', 'deadline-given': 'time', contact: '   ', deadline: 'tomorrow' }),
    ).toEqual([
      'sub-type: "Which of these is nearest?": choose one of: A journalist has asked me or my team something; A comment or message from the press on one of our pages; Reporters or a film crew are here now; A story about the council is out, or is coming.',
      'journalist: "What is the journalist\'s name?": write a name, or "not known".',
      'outlet: "Which paper, station or site do they work for?": write your answer here.',
      'contact: "How can they be reached?": write your answer here.',
      'deadline: "What is their deadline?": write a day and a time, as 2026-11-20 14:30.',
      'what: "What do they want to know?": write your answer here, in the words that were used if you can.',
      'said-already: "What has anyone said to them so far?": write your answer here, in the words that were used if you can.',
    ])
  })

  test('takes anyone of the council as whom it is about, and nobody else', () => {
    const desk = deskOf('emersons-green', 'press')
    const { authority } = councils.find(one => one.authority.id === 'emersons-green') ?? {}
    if (!authority) throw new Error('no council')
    const given = filled(desk, { 'sub-type': 'story' })

    const about = checkForm(authority, desk, { ...given, about: ['pretend-vice-chair'] })
    const stranger = checkForm(authority, desk, { ...given, about: ['somebody'] })

    expect(about).toMatchObject({ kind: { about: ['pretend-vice-chair'] } })
    expect(stranger).toMatchObject({ mistakes: [{ question: 'about' }] })
  })

  test('refuses a question that it never asked', () => {
    const desk = deskOf('emersons-green', 'press')

    expect(mistakes(desk, { ...filled(desk, { 'sub-type': 'story' }), shoe: '9' })).toEqual([
      'shoe: This form has no question "shoe".',
    ])
  })

  test.each([
    ['2026-11-20 14:30', true],
    ['2026-11-20T14:30', true],
    ['2026-11-20T14:30:00Z', true],
    ['2026-11-20T14:30:00.000+01:00', true],
    ['20/11/2026 14:30', true],
    ['2026-02-30 14:30', false],
    ['2026-11-20 25:00', false],
    ['2026-11-20', false],
    ['5pm', false],
  ])('takes %s as a moment: %s', (moment, taken) => {
    const checks = answerTo(question({ kind: 'date-and-time' }))

    expect(checks.safeParse(moment).success).toBe(taken)
  })

  test.each([
    ['https://www.facebook.com/groups/1/posts/2?x=y#z', true],
    ['facebook.com/somebody', true],
    ['http://192.168.0.1/page', true],
    ['it is on facebook', false],
    ['https://', false],
    ['javascript:alert(1)', false],
  ])('takes %s as a link: %s', (link, taken) => {
    expect(answerTo(question({ kind: 'link' })).safeParse(link).success).toBe(taken)
  })
})

describe('the words of a person', () => {
  test('arrive byte for byte, whatever they are, up to 10,000 characters', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2_000 }).filter(text => text.trim() !== '')
    const checks = answerTo(question({ kind: 'paragraph' }))

    fc.assert(
      fc.property(words, text => {
        const answer = checks.parse(text)
        expect(Buffer.from(String(answer))).toEqual(Buffer.from(text))
      }),
    )
  })

  test.each([
    ['emoji', '👩‍👩‍👧‍👦 said "no" 😡'],
    ['right to left', 'قال لي: ‏"لا تخبر أحدا"'],
    ['spaces and line ends at both ends', '  \r\n he said it twice \n\n'],
    ['curly quotes and a null', '“never”\u0000…'],
    ['a letter with its accent apart', 'Cafe\u0301'],
  ])('keep %s', (_, text) => {
    expect(answerTo(question({ kind: 'paragraph' })).parse(text)).toBe(text)
  })

  test('fit at 10,000 characters, counted as a person counts them, and are never cut beyond', () => {
    const checks = answerTo(question({ kind: 'paragraph' }))

    expect(checks.safeParse('😡'.repeat(10_000)).success).toBe(true)
    const longer = checks.safeParse('x'.repeat(10_432))
    expect(longer.error?.issues[0]?.message).toBe(
      '"Why?": this is 10,432 characters, and 10,000 fit. Send the rest as an addition, after the receipt.',
    )
  })

  test('that no channel could keep as they are written are refused aloud', () => {
    const checks = answerTo(question({ kind: 'text' }))

    expect(checks.safeParse('half an emoji \ud83d').error?.issues[0]?.message).toContain('a character in it is broken')
  })

  test('are never in a message about a mistake', () => {
    const planted = 'PLANTEDWORD'
    fc.assert(
      fc.property(
        fc.constantFrom(...everyForm),
        fc.dictionary(
          fc.constantFrom('sub-type', 'link', 'seen', 'deadline', 'identity', 'danger', 'what'),
          fc.constant(planted),
        ),
        ({ desk }, given) => {
          expect(JSON.stringify(mistakes(desk, given))).not.toContain(planted)
        },
      ),
    )
  })
})

describe('any answers at all, on any form', () => {
  const anything = fc.dictionary(
    fc.constantFrom(
      ...new Set(
        everyForm.flatMap(({ desk }) => [
          ...desk.questions.map(({ id }) => id),
          'danger',
          'report-too',
          'sub-type',
          'about',
          'identity',
        ]),
      ),
    ),
    fc.oneof(fc.anything(), fc.constantFrom('yes', 'no', 'named', 'child', 'defamation', 'x')),
  )

  test('are either sent or answered with what to mend, and never make it fall over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyForm), anything, ({ desk }, given) => {
        const checked = checkAnswers(desk, {}, given)
        if ('mistakes' in checked) expect(checked.mistakes.length).toBeGreaterThan(0)
        else expect(checkAnswers(desk, {}, checked.answers)).toEqual(checked)
      }),
      { numRuns: 500 },
    )
  })

  test('that are sent answer every question that must be answered, and none that was not asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyForm), anything, ({ desk }, noise) => {
        const given = filled(desk, { ...onlyWords(noise), danger: 'no' })
        const checked = checkAnswers(desk, {}, given)
        if ('mistakes' in checked) return
        const questions = questionsNow(desk, {}, given)
        const ids = questions.map(({ id }) => id)
        expect(Object.keys(checked.answers).filter(id => !ids.includes(id))).toEqual([])
        expect(questions.filter(({ id, required }) => required && !(id in checked.answers))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('danger', () => {
  test('comes before everything else: 999, then the lines of the council', () => {
    const form = formIn('emersons-green', 'safeguarding', {})

    expect(form.danger).toEqual([
      'If anyone is in immediate danger, call 999 now.',
      "The council's emergency line (pretend): 01632 960130",
    ])
    expect(form.questions[0]).toMatchObject({ id: 'danger', ask: 'Is anyone in immediate danger?' })
  })

  test.each(everyForm)('$council $desk.id names 999', ({ authority, desk }) => {
    expect(formOf(authority, desk, {}, friday, 'live').danger[0]).toContain('999')
  })

  test('stops the form: nothing else is asked, and the report can still be sent', () => {
    const desk = deskOf('emersons-green', 'safeguarding')

    expect(formIn('emersons-green', 'safeguarding', { danger: 'yes' })).toMatchObject({ stops: true })
    expect(asked(desk, { danger: 'yes' })).toEqual(['danger', 'report-too'])
    expect(checkAnswers(desk, {}, { danger: 'yes' })).toHaveProperty('mistakes')

    const report = filled(desk, { danger: 'yes', 'report-too': 'yes', 'sub-type': 'child' })
    expect(checkAnswers(desk, {}, report)).toMatchObject({ kind: { subtype: 'child', urgent: true } })
  })
})

describe('a picture of a child', () => {
  const branches = [
    ['safeguarding', { 'sub-type': 'image-of-a-child' }],
    ['safeguarding', { 'sub-type': 'child', 'sexual-image': 'yes' }],
    ['safeguarding', { 'sub-type': 'about-staff', 'sexual-image': 'unsure' }],
    ['content', { 'sub-type': 'obscene', 'shows-a-child': 'yes' }],
  ] as const

  test.each(branches)('is asked for nowhere in %s %j: no file, no copy, no preview', (id, given) => {
    const desk = deskOf('chesterfield', id)
    const form = formIn('chesterfield', id, { danger: 'no', ...given })

    expect(form.noPictures).toBe(true)
    expect(form.questions.filter(({ kind }) => kind === 'file')).toEqual([])
    expect(asked(desk, { danger: 'no', ...given })).toContain('link')
  })

  test.each(branches)('that is attached all the same in %s %j is refused aloud and not kept', (id, given) => {
    const desk = deskOf('chesterfield', id)
    const report = filled(desk, { danger: 'no', ...given })

    expect(mistakes(desk, { ...report, files: [{ id: 'f1', name: 'a.jpg', bytes: 9 }] })).toEqual([
      expect.stringContaining('send no picture and no copy of one. This file has not been kept.'),
    ])
    expect(sent(desk, report)).not.toHaveProperty('files')
  })

  test('is not presumed: other reports may hold a file of up to 20 MB', () => {
    const desk = deskOf('chesterfield', 'safeguarding')
    const report = filled(desk, { danger: 'no', 'sub-type': 'adult' })
    const file = { id: 'f1', name: 'letter.pdf', bytes: 20 * 1024 * 1024 }

    expect(sent(desk, { ...report, files: [file] })).toMatchObject({ files: [file] })
    expect(mistakes(desk, { ...report, files: [{ ...file, bytes: file.bytes + 1 }] })).toEqual([
      'files: "Do you have anything to add?": add a file of at most 20 MB, and no more than ten.',
    ])
  })
})

describe('urgency', () => {
  test.each([
    ['safeguarding', { 'sub-type': 'child' }, false],
    ['safeguarding', { 'sub-type': 'self-harm' }, true],
    ['safeguarding', { 'sub-type': 'child', 'sexual-image': 'yes' }, true],
    ['press', { 'sub-type': 'enquiry', 'deadline-given': 'now' }, true],
    ['press', { 'sub-type': 'enquiry', 'deadline-given': 'none' }, false],
    ['content', { 'sub-type': 'defamation' }, true],
    ['content', { 'sub-type': 'mention', danger: 'yes', 'report-too': 'yes' }, true],
    ['content', { 'sub-type': 'mention', 'shows-a-child': 'yes' }, false],
  ])('of %s %j: %s', (id, given, urgent) => {
    const desk = deskOf('east-herts', id)

    expect(checkAnswers(desk, {}, filled(desk, { danger: 'no', ...given }))).toMatchObject({ kind: { urgent } })
  })
})

describe('before it is sent, a form says', () => {
  test('who will read it, by when, and what becomes of it', () => {
    expect(formIn('emersons-green', 'press', { 'sub-type': 'enquiry' }).beforeSending).toEqual([
      'Who will read it: the Town Clerk.',
      'If nobody acts on it, these are told as well, one after another: the deputy of the Town Clerk and the Chair of the Council.',
      'Our target (it is ours, and in no policy): somebody takes it up within 30 minutes, counted in working hours.',
      'Those who answer the press for the council read this. They may speak to you before they answer.',
      'Those who read it see your name.',
      'The law lets people ask for what the council holds about them, so the Records Officer may have to search reports and give out parts of them.',
    ])
  })

  test('which answers may go to an agency, and that the name does not', () => {
    const { beforeSending } = formIn('lewes-eastbourne', 'press', { 'sub-type': 'enquiry' })

    expect(beforeSending).toContain(
      'The Press Owner may pass to Cobb PR, outside the council, your answers to "What is the journalist\'s name?", "Which paper, station or site do they work for?", "How can they be reached?", "What is their deadline?" and "What do they want to know?". Your name is not passed on.',
    )
  })

  test('that no clause names who is told, where none does', () => {
    const { beforeSending, told } = formIn('east-herts', 'press', { 'sub-type': 'enquiry' })

    expect(beforeSending).toContain(
      "That is the council's own choice, and no clause's: no document here says who answers journalists.",
    )
    expect(told).toEqual([
      { says: 'Press Contact', rests: [], ourChoice: 'no document here says who answers journalists' },
    ])
  })

  test('which clause names who is told, where one does', () => {
    const { beforeSending, told } = formIn('east-herts', 'content', { danger: 'no', 'sub-type': 'defamation' })

    expect(beforeSending.join(' ')).not.toContain("the council's own choice")
    expect(told).toEqual([
      { says: 'Communications Team', rests: [{ policy: 'east-herts/social-media-policy', ref: '4.3.1' }] },
    ])
  })

  test('that the Monitoring Officer is told as well inside the pre-election dates, and why', () => {
    const { beforeSending } = formIn('east-herts', 'press', { 'sub-type': 'enquiry' }, new Date('2027-04-14T10:00:00Z'))

    expect(beforeSending).toContain(
      'Until Thursday 6 May it is also sent to the Monitoring Officer, because an election is near: local elections on 6 May 2027.',
    )
  })

  test('who is left out', () => {
    const { beforeSending } = formIn('emersons-green', 'conduct', {
      'sub-type': 'bullying',
      about: ['pretend-town-clerk'],
    })

    expect(beforeSending).toContain('Who will read it: the Chair of the Council.')
    expect(beforeSending).toContain('Left out of it, as you asked: the Town Clerk.')
  })

  test('whom to call and when the office opens, if it is closed', () => {
    const { beforeSending } = formIn('emersons-green', 'press', { 'sub-type': 'enquiry' }, saturday)

    expect(beforeSending).toContain('Duty press officer (pretend): 01632 960133')
    expect(beforeSending).toContain('The office opens again on Monday 23 November at 09:30.')
  })

  test.each([
    ['named', 'Those who read it see your name.'],
    ['confidential', 'The room and the notices do not show it.'],
    ['anonymous-with-replies', 'Whoever runs this service and holds its keys could find out'],
    ['anonymous', 'Nothing about you is kept, so nobody can write back.'],
  ])('what %s means', (identity, words) => {
    expect(formIn('east-herts', 'conduct', { identity }).beforeSending.join(' ')).toContain(words)
  })

  test.each(everyForm)('no promise of secrecy: $council $desk.id', ({ authority, desk }) => {
    for (const identity of desk.identity) {
      const form = JSON.stringify(formOf(authority, desk, { danger: 'no', identity }, saturday, 'live'))

      expect(form).not.toMatch(
        /\bsecret|guarantee|nobody (else )?will (ever )?(know|see|find)|completely (private|anonymous|confidential)|100 ?%|we promise/i,
      )
    }
  })
})

describe('practice', () => {
  test.each(everyForm)('$council $desk.id begins with the banner, and live does not', ({ authority, desk }) => {
    const banner = 'Practice: nobody at the council will read this. In danger, call 999.'

    expect(formOf(authority, desk, {}, friday, 'practice').banner).toBe(banner)
    expect(formOf(authority, desk, {}, friday, 'live')).not.toHaveProperty('banner')
  })
})

describe('whistleblowing', () => {
  test('tells of the protection of the law, and asks for the manager of the person too', () => {
    const form = formIn('east-herts', 'whistleblowing', { danger: 'no' })

    expect(form.says.map(({ says }) => says).join(' ')).toContain('You must not be dismissed or treated badly for it.')
    expect(form.questions.find(({ id }) => id === 'about')).toMatchObject({
      ask: 'Is it about one of these people, or somebody they manage?',
      required: false,
      several: true,
      options: { 'pretend-monitoring-officer': 'Monitoring Officer' },
    })
  })
})

test('a form shows the clause its "do not" rests on, and says so where that is our own choice', () => {
  expect(formIn('emersons-green', 'press', {}).doNot).toEqual({
    says: 'Do not answer yet. The Town Clerk or the Full Council must be asked first.',
    rests: [{ policy: 'emersons-green/social-media-guide', ref: '4 l)' }],
  })
  expect(formIn('east-herts', 'press', {}).doNot).toMatchObject({ rests: [], ourChoice: expect.any(String) })
})

function formIn(council: string, desk: string, given: Given, now = friday): Form {
  const authority = councils.find(one => one.authority.id === council)?.authority
  if (!authority) throw new Error(`no ${council}`)
  return formOf(authority, deskOf(council, desk), given, now, 'live')
}

function deskOf(council: string, id: string): DeskHere {
  const desk = councils.find(({ authority }) => authority.id === council)?.desks.find(one => one.id === id)
  if (!desk) throw new Error(`no ${id} in ${council}`)
  return desk
}

function asked(desk: DeskHere, given: Given): string[] {
  return questionsNow(desk, {}, given).map(({ id }) => id)
}

function sent(desk: DeskHere, given: Given) {
  const checked = checkAnswers(desk, {}, given)
  if ('mistakes' in checked) throw new Error(JSON.stringify(checked.mistakes))
  return checked.answers
}

function mistakes(desk: DeskHere, given: Given): string[] {
  const checked = checkAnswers(desk, {}, given)
  return 'mistakes' in checked ? checked.mistakes.map(({ question, says }) => `${question}: ${says}`) : []
}

/** The answers given, and something that fits for each question that must be answered beside them. */
function filled(desk: DeskHere, given: Given): Given {
  const missing = questionsNow(desk, {}, given).find(({ id, required }) => required && !(id in given))
  return missing ? filled(desk, { ...given, [missing.id]: fitting(missing) }) : given
}

function fitting({ kind, options, several }: Question): unknown {
  const [first] = Object.keys(options ?? {})
  if (kind === 'choice') return several ? [first] : first
  if (kind === 'date-and-time') return '2026-11-20 14:30'
  return kind === 'link' ? 'https://example.org/post/1' : 'not known'
}

function onlyWords(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, answer]) => typeof answer === 'string'))
}

function question(given: Pick<Question, 'kind'>): Question {
  return { id: 'q', ask: 'Why?', required: true, several: false, ...given }
}
