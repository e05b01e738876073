import { describe, expect, test } from 'vitest'
import type { Clause } from '../src/clauses/clause.ts'
import { crossReferences, namedDocuments } from '../src/clauses/mentions.ts'
import type { Parsed } from '../src/clauses/policy.ts'
import { resolveRef } from '../src/clauses/resolve.ts'
import { byRef, fates, parsed, refs } from './support/parsed.ts'

test('a sentence with a footnote behind its stop is what its clause says, and no title', () => {
  const policy = parsed('1. Keys\n\n1.1 Anybody may ask.[1]\n\n[1] Councillors too.\n\n1.2 Keys are returned.')

  expect(byRef(policy)).toEqual({ '1.1': 'Anybody may ask.[1]\n[1] Councillors too.', '1.2': 'Keys are returned.' })
})

describe('the refs of a policy, whatever its layout', () => {
  const layouts: Record<string, [text: string, refs: string[]]> = {
    'decimal numbers under numbered titles': [
      '1. Purpose\n\n1.1 Keep records.\n1.2 Keep them safe.\n\n2. Scope\n\n2.1 This is for all staff.',
      ['1.1', '1.2', '2.1'],
    ],
    'titles in capitals with paragraphs below': [
      '1. PURPOSE\n\nWe look after keys.\n\n2. SCOPE\n\nThis is for all key holders.',
      ['1', '2'],
    ],
    'numbers without a stop': ['1 Keys\n1.1 Sign for a key.\n2 Locks\n2.1 Lock up at night.', ['1.1', '2.1']],
    'numbers that touch their words': ['1.Keys\n1.1Sign for a key.\n1.2Return it.', ['1.1', '1.2']],
    'numbers with a dash behind': [
      '1 – Keys\n\nKeys are signed for.\n\n2 - Doors\n\n2.1- Doors are closed at night.',
      ['1', '2.1'],
    ],
    'numbers with their word': [
      'Section 1.1 Keys\n\nSign for them.\n\nSection 1.2 Doors\n\nSection 1.1 says who may open them.',
      ['1.1', '1.2'],
    ],
    'a number on a line of its own': ['1.\nKeys\n\n1.1\nSign for a key.\n\n1.2\nReturn it.', ['1.1', '1.2']],
    'letters under a numbered title': ['1. Keys\n\na) Sign for a key.\nb) Return it.', ['1 a)', '1 b)']],
    'standing orders, with letters alone': [
      '1 Debate\n\na Motions are taken in order.\nb A motion is seconded:\n   i by a member who is present;\n   ii at the meeting.\n\n2 Conduct\n\na No person disturbs a meeting.\nb The chair may end it.',
      ['1 a)', '1 b)', '2 a)', '2 b)'],
    ],
    'sentences that begin with one letter': [
      '1 Keys\n\na member of staff signs for a key.\n\nI return it.\n\n2 Doors\n\nX marks the spot.',
      ['1', '2'],
    ],
    'numbers that a scan made letters of': [
      'l.l Keys are signed for.\n\n1.2 Keys are returned.\n\n2.l Doors are closed.\n\n2.2 Doors are locked.',
      ['1.1', '1.2', '2.1', '2.2'],
    ],
    'sections that their numbers name': [
      'A. Keys\n\nA1 Sign.\n\nA2 Return it.\n\nB. Doors\n\nB1 Close them.\n\nB2 Lock them.',
      ['A1', 'A2', 'B1', 'B2'],
    ],
    'roman sections with lettered rules': [
      'I. Keys\n\nA. Sign for a key.\nB. Return it.\n\nII. Locks\n\nA. Lock up.\nB. Check twice.',
      ['I A', 'I B', 'II A', 'II B'],
    ],
    'a section with a single number under a heading without one': [
      'Keys\n\n1.1 Sign for a key.\n\n1.2 Return it.\n\nLocks\n\n2.1 Lock up.\n\n2.2 Check twice.\n\nBreaches\n\n3.1 A breach is a matter for the manager.',
      ['1.1', '1.2', '2.1', '2.2', '3.1'],
    ],
    'a subsection with a single number under a heading without one': [
      '1 Keys\n\nSigning\n\n1.1.1 Sign for a key.\n\n1.1.2 Return it.\n\nLoss\n\n1.2.1 Tell the porter.\n\n2 Locks\n\n2.1.1 Lock up.',
      ['1.1.1', '1.1.2', '1.2.1', '2.1.1'],
    ],
    'sections in words': ['Section 1 – Keys\n1.1 Sign.\nSection 2 – Locks\n2.1 Lock up.', ['1.1', '2.1']],
    'sections whose lists restart': [
      'Section 1 – Keys\n1. Sign.\n2. Return it.\nSection 2 – Locks\n1. Lock up.',
      ['Section 1 1', 'Section 1 2', 'Section 2 1'],
    ],
    'parts whose numbers go on': [
      'Part 1 – Keys\n\n1. Sign.\n2. Return it.\n\nPart 2 – Locks\n\n3. Lock up.',
      ['1', '2', '3'],
    ],
    'principles and rules': [
      'Principle 1: Care\n\nTake care.\n\nRule 1. Lock up.\nRule 2. Sign.',
      ['Principle 1', 'Rule 1', 'Rule 2'],
    ],
    'numbers that name their annex': [
      'SECTION A: KEYS\n\nA1 Sign.\n\nA2 Return it.\n\nA2.1 Return it clean.',
      ['A1', 'A2', 'A2.1'],
    ],
    'appendices whose numbers restart': [
      '1. Keys\n1.1 Sign.\n\nAPPENDIX A: FORM\n\n1. Print your name.\n\nAppendix B\n\nWho to ask\n\nAsk the porter.',
      ['1.1', 'Appendix A 1', 'Appendix B'],
    ],
    'do and don’t': [
      'Key Policy\n\nKeys\n\nKeep them safe at all times.\n\nDo:\n\n1. Sign.\n2. Lock up.\n\nDon’t\n\n1. Lend.\n2. Copy.',
      ['Keys', 'Do 1', 'Do 2', 'Don’t 1', 'Don’t 2'],
    ],
    'headings without numbers': [
      'Key Policy\n\nSigning\n\nYou sign for each key.\n\nLosing a key\n\nTell the porter at once.',
      ['Signing', 'Losing a key'],
    ],
    'questions as headings': [
      'Key Policy\n\nMay I lend a key?\n\nNo. Never lend a key to anybody.\n\nWho is this for?\n\nAll key holders of the council.',
      ['May I lend a key?', 'Who is this for?'],
    ],
    'numbered questions': ['Q1. May I lend a key?\n\nA. No.\n\nQ2. May I copy one?\n\nA. No.', ['Q1', 'Q2']],
    'bold lead-ins': [
      '**Signing:** You sign for each key that you take.\n\n**Losing:** You tell the porter about it at once.',
      ['Signing', 'Losing'],
    ],
    'lead-in bullets': [
      'Expectations\n\n- Sign: Each key is signed for by its holder.\n- Report: Each loss is reported on the day.',
      ['Sign', 'Report'],
    ],
    definitions: [
      'Definitions\n\nKey: a thing that opens a lock.\n\nHolder: a person who signed for a key.',
      ['Key', 'Holder'],
    ],
    'numbers that skip': ['1. Sign.\n2. Lock up.\n\n5. Report a loss.\n6. Never lend.', ['1', '2', '5', '6']],
    'a number printed twice': ['1. Keys\n\n1.1 Sign.\n\n1.1 Lock up.\n\n1.2 Report.', ['1.1', '1.1 (second)', '1.2']],
    'a list inside a clause': [
      '1. Keys\n\n1.1 You must:\n\n1. sign;\n2. lock up.\n\n1.2 Report a loss.',
      ['1.1', '1.2'],
    ],
    'groups of numbers under plain headings': [
      'Key Policy\n\nDAY\n\n1. Sign.\n2. Lock up.\n\nNIGHT\n\n3. Ring the porter.\n4. Wait.',
      ['1', '2', '3', '4'],
    ],
    'a list that runs on over headings, in two parts': [
      'PART 1 – KEYS\n\nDAY\n\n1. Sign for it.\n2. Lock up.\n\nNIGHT\n\n3. Ring the porter.\n\nPART 2 – DOORS\n\n1. Close it.',
      ['Part 1 1', 'Part 1 2', 'Part 1 3', 'Part 2 1'],
    ],
    'web pages that number every heading 1': [
      '1. Keys\n\nKeys are signed for.\n\n1. Doors\n\nDoors are closed at night.\n\n1. Doors\n\nOr so we hope.',
      ['1', '1 Doors', '1 (third)'],
    ],
    'titles above the body, without the word contents': [
      'Key Policy\n\n1. Signing\n2. Losing a key\n3. Lending\n\n1. Signing\n\nKeys are signed for.\n\n2. Losing a key\n\nTell the porter.\n\n3. Lending\n\nNever lend a key.',
      ['1', '2', '3'],
    ],
    'appendices in quotation marks': [
      '1. Keys\n1.1 Sign.\n\nAPPENDIX ‘A’\n\nThe form\n\nPrint your name in full.',
      ['1.1', 'Appendix A'],
    ],
    'particulars at the back': [
      'Key Policy\n\n1. Sign.\n2. Lock up.\n\nDate of policy: May 2021\nApproving committee: Estates\nReview date: May 2024',
      ['1', '2', 'Document control'],
    ],
    'sentences that a list ends': [
      'Key Policy\n\nLosing a key\n\nA lost key is a risk to all.\n\nYou can report it to\n\n- the porter\n- the desk\n\nFinding a key\n\nHand it in.',
      ['Losing a key', 'Finding a key'],
    ],
    'nothing but paragraphs': [
      'Keys are signed for.\n\nLosses are reported on the same day.',
      ['Paragraph 1', 'Paragraph 2'],
    ],
    'everything in capitals': [
      'KEY POLICY\n\nSIGNING\n\nKEYS ARE SIGNED FOR BY THEIR HOLDERS.\n\nLOSS\n\nTELL THE PORTER AT ONCE, BY DAY OR NIGHT.',
      ['SIGNING', 'LOSS'],
    ],
  }

  for (const [layout, [text, expected]] of Object.entries(layouts))
    test(layout, () => expect(refs(parsed(text))).toEqual(expected))
})

test('numbers that count, date or measure are no labels', () => {
  const text =
    '1. Keys\n\n1.1 The desk opens at\n\n10.30 am on weekdays.\n\n2.5 metres is the height of the rack.\n\n12 March 2020 was the last review.\n\n1.2 Sign.'

  expect(refs(parsed(text))).toEqual(['1.1', '1.2'])
})

describe('the oddities of rules.md 3.1, on documents of ours', () => {
  test('O1: a letter that a scan misread is cited as the one that belongs there', () => {
    const policy = parsed(`4. Vehicles\n\n${list('abcdefghijk', ')')}\n\n- I) Refuel it.\n- m) Hand in the keys.`)

    expect(refs(policy).slice(-3)).toEqual(['4 k)', '4 l)', '4 m)'])
    expect(clause(policy, '4 l)').printed).toBe('I)')
    expect(resolveRef(policy.policy, '4 I)')[0]?.ref).toBe('4 l)')
  })

  test('O2: a blank line in a list does not start another', () => {
    expect(refs(parsed('1. Bins\n\n(a) Rinse.\n(b) Sort.\n\n\n(c) Close.'))).toEqual(['1 (a)', '1 (b)', '1 (c)'])
  })

  test('O3, O4, O5, O22: contents are no clauses, however they are printed', () => {
    const tabs = '1.0\tBins\t3\n2.0 wa\tste from homes and ste\t4\nAttachr\tment A – Rota\t9'
    const dots = '1. Bins ............ 3\n2. Waste from households ............ 4'
    const plain = 'Bins\nWaste from homes'
    const body = '1.0 Bins\n\n1.1 Rinse them.\n\n2.0 Waste from homes\n\n2.1 Sort it.'

    for (const contents of [tabs, dots])
      expect(refs(parsed(`Contents\n\n${contents}\n\n${body}`))).toEqual(['1.1', '2.1'])
    expect(
      refs(
        parsed(`CONTENTS\n\n${plain}\n\nBins\n\nRinse all of the bins.\n\nWaste from homes\n\nSort all of it first.`),
      ),
    ).toEqual(['Bins', 'Waste from homes'])
  })

  test('O6: page numbers and running heads are no clauses', () => {
    const text =
      '1. Bins\n\n1.1 Rinse them.\n\nPage 1 of 2\n\n- 2 -\n\nBin rules | Page 2 of 2\n\nDRAFT\n\n1.2 Sort it.'

    expect(fates(text)).toEqual(['heading', '1.1', 'footer', 'footer', 'footer', 'footer', '1.2'])
  })

  test('O7: a bullet that a page break cut in two is one, so that a "not" stays with what it forbids', () => {
    const policy = parsed(
      'Fires\n\n- **Doors:** Doors are closed at night and must not\n\n- be wedged open in the day.\n- **Exits:** Keep them clear.',
    )

    expect(byRef(policy)['Doors']).toBe('Doors: Doors are closed at night and must not be wedged open in the day.')
  })

  test('O8: bullets before and after a page break are one list', () => {
    const policy = parsed(
      '2.1 We may look in a locker:\n - if there is a smell;\n\n- if it leaks; or\n- if the police ask.\n\n2.2 We tell you.',
    )

    expect(clause(policy, '2.1').text.split('\n')).toHaveLength(4)
  })

  test('O9, O10: where numbers start again they carry their part, and a bare number shows all', () => {
    const policy = parsed(
      '1. Bins\n\n1.1 Rinse.\n\nAppendix 1 - Rota\n\n1. Bins\n\n1.1 Tuesdays.\n\nAppendix 2\n\n1.1 Holidays.',
    )

    expect(refs(policy)).toEqual(['1.1', 'Appendix 1 1.1', 'Appendix 2 1.1'])
    expect(resolveRef(policy.policy, 'clause 1.1').map(each => each.text)).toEqual(['Rinse.', 'Tuesdays.', 'Holidays.'])
    for (const spelling of ['App 1, 1.1', 'appendix 1 para 1.1', 'APPENDIX 1: 1.1'])
      expect(resolveRef(policy.policy, spelling).map(each => each.ref)).toEqual(['Appendix 1 1.1'])
  })

  test('O11, O12, O13: paragraphs and bullets belong to the label above, whatever their bullet', () => {
    const policy = parsed(
      '1.1 Rinse the bin:\n - with cold water\n\n• and soap\n\nA cracked bin is replaced.\n\n1.2 Sort it.',
    )

    expect(clause(policy, '1.1').text).toBe('Rinse the bin:\n- with cold water\n- and soap\nA cracked bin is replaced.')
  })

  test('O14: a heading that begins with a count is no clause', () => {
    const policy = parsed(
      'Bin Policy\n\n7 Habits of a tidy street\n\n- Rinse: Clean each bin after it was emptied.\n- Sort: Glass goes into the green box.',
    )

    expect(policy.policy.clauses.map(each => `${each.heading}: ${each.ref}`)).toEqual([
      '7 Habits of a tidy street: Rinse',
      '7 Habits of a tidy street: Sort',
    ])
  })

  test('O15: wrapped lines are joined, and a word cut by the wrap where the document has it whole', () => {
    const policy = parsed(
      '1.1 The col-\n     lection of waste is weekly and the collection\n     of glass is non-\n     negotiable.',
    )

    expect(clause(policy, '1.1').text).toBe(
      'The collection of waste is weekly and the collection of glass is non-negotiable.',
    )
  })

  test('O16: stray mark-up is gone', () => {
    expect(byRef(parsed('- 1. Rinse.**\n- 2. **Sort** it.\n- 3. Close.**'))).toEqual({
      1: 'Rinse.',
      2: 'Sort it.',
      3: 'Close.',
    })
  })

  test('O18: an appendix whose heading lost its label is found by the title that a clause gives it', () => {
    const policy = parsed(
      '1. Bins\n\n1.1 Follow our Street Code (Appendix B).\n\nStreet Code\n\nKeep the street as you would keep your own hall.',
    )

    expect(refs(policy)).toEqual(['1.1', 'Appendix B'])
  })

  test('O19: a label with nothing after it is marked as empty', () => {
    const policy = parsed('1. Bins\n\n1.1 Rinse.\n\n2. Glass\n\n3. Paper\n\n3.1 Flatten it.\n\n3.2')

    expect(policy.policy.clauses.filter(each => each.empty).map(each => each.ref)).toEqual(['2', '3.2'])
  })

  test('O20: numbers with and without a dash, curly and straight quotes, tabs and spaces', () => {
    expect(byRef(parsed('- 1.1 The “green” box.\n1.2\tThe "blue" box.\n -  1.3   The box.'))).toEqual({
      '1.1': 'The “green” box.',
      '1.2': 'The "blue" box.',
      '1.3': 'The box.',
    })
  })

  test('O23: a reference leads to its own part, and never to an Act’s section', () => {
    const text =
      'Part A: Home\n\n1. Rinse (see rule 2).\n2. Sort.\n\nPart B: Work\n\n1. Rinse (see rule 2).\n2. Sort, as section 2 of the Waste Act 1999 asks.\n3. See Part A.'
    const { policy } = parsed(text)

    expect(policy.clauses.map(each => crossReferences(policy, each).map(target => target.ref))).toEqual([
      ['Part A 2'],
      [],
      ['Part B 2'],
      [],
      ['Part A 1', 'Part A 2'],
    ])
  })

  test('O23: a range names all between, and a small letter after "rules" names none', () => {
    const { policy } = parsed(
      '1. Bins\n\n1.1 See paragraphs 1.2 to 1.4.\n1.2 Rinse.\n1.3 Sort.\n1.4 These are rules a tenant keeps.',
    )

    expect(policy.clauses.map(each => crossReferences(policy, each).map(target => target.ref))).toEqual([
      ['1.2', '1.3', '1.4'],
      [],
      [],
      [],
    ])
  })

  test('O24: documents that a text names', () => {
    const text =
      "Read the Council's Noise Policy and the Code of Conduct. Under our HR and travel policies, and the complaints procedure, this Policy applies."

    expect(namedDocuments(text)).toEqual([
      'Noise Policy',
      'Code of Conduct',
      'HR policies',
      'travel policies',
      'complaints procedure',
    ])
  })
})

function list(letters: string, close: string): string {
  return [...letters].map(letter => `- ${letter}${close} Check point ${letter.toUpperCase()} of the car.`).join('\n')
}

function clause({ policy }: Parsed, ref: string): Clause {
  const found = policy.clauses.find(each => each.ref === ref)
  if (!found) throw new Error(`no clause ${ref} among ${policy.clauses.map(each => each.ref).join(', ')}`)
  return found
}
