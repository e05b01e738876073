import { describe, expect, test } from 'vitest'
import { lastDayOf, monthsLater } from '../src/clauses/dates.ts'
import { parsePolicy } from '../src/clauses/policy.ts'
import { readText } from '../src/clauses/text.ts'

const body =
  '\n\n1. Keys\n\n1.1 Every key is signed for by its holder.\n\n1.2 A lost key is reported on the same day.\n'

describe('what a document says of itself', () => {
  const documents: Record<string, [text: string, about: object]> = {
    'a title, a version and dates in a table': [
      'Key Policy\n\nVersion\t2.1\nOwner\tHead of Estates\nDate approved\t4 May 2021\nReview date\tMay 2024',
      {
        title: 'Key Policy',
        version: '2.1',
        owner: 'Head of Estates',
        date: '4 May 2021',
        status: 'adopted',
        review: { due: '2024-05-31' },
      },
    ],
    'fields with colons': [
      'KEY POLICY\n\nAuthor: Estates Manager\nStatus: Draft\nDate: 01/02/2023\nNext review: 1 February 2024',
      {
        title: 'KEY POLICY',
        owner: 'Estates Manager',
        status: 'draft',
        date: '01/02/2023',
        review: { due: '2024-02-01' },
      },
    ],
    'fields without colons': [
      'Key Policy\nPolicy Owner Town Clerk\nApproved By Estates Committee\nVersion 1.0\nNext Review Date [Insert date]',
      { owner: 'Town Clerk', version: '1.0', review: undefined },
    ],
    'two fields in one line': [
      'Key Policy\nIssue date: 1st April 2021          Review: every three years',
      { date: '1st April 2021', review: { due: '2024-04-01' } },
    ],
    'a review that names no subject': [
      'Key Policy\n\nAdopted 9 January 2024. To be reviewed by January 2027.',
      { status: 'adopted', review: { due: '2027-01-31' } },
    ],
    'a sentence of adoption': [
      'Key Policy\n\nAdopted by Full Council on 12th May 2021',
      { status: 'adopted', date: '12th May 2021' },
    ],
    'a stamp': ['Key Policy\n\nDRAFT\n\nMarch 2020', { status: 'draft', date: 'March 2020' }],
    'a version in the title': ['Key Policy v3.2 (draft)', { version: '3.2', status: 'draft' }],
    'a version with a month behind it': [
      'Key Policy\n\nVersion 2.1   March 2024\nNext review: 31 May 2026',
      { version: '2.1', date: 'March 2024', review: { due: '2026-05-31' } },
    ],
    'a version before a day in figures': ['Key Policy\n\nVersion 1.2.10 04/05/2021', { date: '04/05/2021' }],
    'a sentence that runs into its day': ['Key Policy\n\nAdopted by Full Council.4 May 2021', { date: '4 May 2021' }],
    'a document name in a table': [
      'better together\n\nDocument name:\tKey policy\nIssue No 4',
      { title: 'Key policy', version: 'Issue No 4' },
    ],
    'nothing at all': [
      'Key Policy',
      {
        title: 'Key Policy',
        status: 'unknown',
        version: undefined,
        date: undefined,
        owner: undefined,
        review: undefined,
      },
    ],
    'blank fields': [
      'Key Policy\n\nDate of publication:\tDate:\nRevision due: TBC\nOwner: ......',
      { date: undefined, owner: undefined, review: undefined },
    ],
  }

  for (const [name, [front, about]] of Object.entries(documents))
    test(`is read from ${name}`, () => expect(saysOf(front + body)).toMatchObject(about))

  test('is "draft" only where it is stamped so, not where a sentence has the word', () => {
    expect(saysOf(`Key Policy\n\nThe porter keeps a draft list.${body}`).status).toBe('unknown')
  })

  test('includes the day by which a promised review is due', () => {
    const promise = `Key Policy\n\nOctober 2012${body}\n2. Review\n\n2.1 This policy will be reviewed within two years, if not before.\n`

    expect(saysOf(promise).review).toEqual({
      says: 'This policy will be reviewed within two years, if not before.',
      due: '2014-10-31',
    })
  })

  test('leaves the day of a review open where the document has no date', () => {
    expect(saysOf(`Key Policy${body}\nThis policy is reviewed annually.\n`).review).toEqual({
      says: 'This policy is reviewed annually.',
    })
  })

  test('is what its front matter or sidecar says, where they say something', () => {
    const told = { title: 'Keys', status: 'digest', date: 'May 2020', review: 'every 18 months', owner: 'Porter' }
    const policy = saysOf(`Key Policy\n\nOwner: Head of Estates\nDate: June 2019${body}`, told)

    expect(policy).toMatchObject({
      title: 'Keys',
      status: 'digest',
      date: 'May 2020',
      owner: 'Porter',
      review: { due: '2021-11-30' },
    })
  })

  test('is called after its file where it prints no title', () => {
    expect(saysOf('Every key is signed for.\n\nA lost key is reported on the same day.').title).toBe('Key policy')
  })
})

describe('dates as UK documents print them', () => {
  test.each([
    ['4 May 2021', '2021-05-04'],
    ['4th of May, 2021', '2021-05-04'],
    ['04/05/2021', '2021-05-04'],
    ['4.5.21', '2021-05-04'],
    ['2021-05-04', '2021-05-04'],
    ['May 2021', '2021-05-31'],
    ['Feb 2024', '2024-02-29'],
    ['2021', '2021-12-31'],
    ['31 June 2021', undefined],
    ['soon', undefined],
  ])('%s', (printed, iso) => expect(lastDayOf(printed)).toBe(iso))

  test('the end of a month stays the end of a month', () => {
    expect([monthsLater('2023-02-28', 12), monthsLater('2024-01-31', 1), monthsLater('2024-05-04', 24)]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2026-05-04',
    ])
  })
})

function saysOf(text: string, about: Record<string, string> = {}) {
  const source = { ...readText(text), about }
  const { policy } = parsePolicy(source, {
    authority: 'anytown',
    policy: 'anytown/key-policy',
    file: 'docs/key-policy.txt',
  })
  const { title, status, version, date, owner, review } = policy
  return { title, status, version, date, owner, review }
}
