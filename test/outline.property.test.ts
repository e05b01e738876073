import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Parsed, parsePolicy } from '../src/clauses/policy.ts'
import { resolveRef } from '../src/clauses/resolve.ts'
import type { Line } from '../src/clauses/source.ts'
import { readText } from '../src/clauses/text.ts'

/** Documents of every mixture of layouts: written here line by line, with words that mean nothing. */
const word = fc.constantFrom(
  ...'staff council report manager records access images request training policy within days written desk'.split(' '),
)
const sentence = fc.array(word, { minLength: 4, maxLength: 24 }).map(words => `The ${words.join(' ')}.`)
const title = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map(words => words.join(' ').replace(/^./, first => first.toUpperCase()))

const heading = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 12 }), title).map(([at, text]) => `${at}. ${text.toUpperCase()}`),
  fc.tuple(fc.integer({ min: 1, max: 12 }), title).map(([at, text]) => `${at}.0 ${text}`),
  title,
  title.map(text => text.toUpperCase()),
  title.map(text => `**${text}**`),
  fc.constantFrom('Do:', "Don't", 'Definitions', 'Contents', 'DRAFT', 'Page 3 of 9'),
  fc
    .tuple(
      fc.constantFrom('Appendix', 'Part', 'Section', 'SCHEDULE', 'Annex'),
      fc.constantFrom('A', 'B', '1', '2', 'II'),
      title,
    )
    .map(([kind, at, text]) => `${kind} ${at} – ${text}`),
)
const label = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 })).map(parts => parts.join('.')),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(parts => `- ${parts.join('.')}`),
  fc.constantFrom(
    'a)',
    'b)',
    'c)',
    '(a)',
    '(b)',
    '(i)',
    '(ii)',
    'I)',
    '1.',
    '2.',
    '3.',
    '1)',
    '(1)',
    '-',
    '•',
    'A.',
    'IV.',
    'l.1',
    '    -',
    '\t- b)',
  ),
)
const block = fc.oneof(
  { weight: 3, arbitrary: sentence },
  { weight: 4, arbitrary: fc.tuple(label, sentence).map(([mark, text]) => `${mark} ${text}`) },
  { weight: 2, arbitrary: heading },
  { weight: 1, arbitrary: fc.tuple(title, fc.integer({ min: 1, max: 40 })).map(([text, page]) => `${text}\t${page}`) },
  { weight: 1, arbitrary: fc.tuple(title, sentence).map(([lead, text]) => `- **${lead}:** ${text}`) },
  { weight: 1, arbitrary: sentence.map(text => wrapped(text)) },
  { weight: 1, arbitrary: fc.tuple(title, title, title).map(cells => cells.join('\t')) },
)
const layout = fc
  .array(fc.tuple(block, fc.constantFrom('\n', '\n\n', '\n\n', '\n\n\n')), { maxLength: 60 })
  .map(blocks => blocks.map(([text, gap]) => text + gap).join(''))

test('whatever the layout, no line is lost, and each is in one clause at most', () => {
  fc.assert(
    fc.property(layout, text => {
      const source = readText(text)
      const { policy, fates } = parse(source.lines)

      expect(fates).toHaveLength(source.lines.length)
      const kept = new Map<number, string[]>()
      for (const [at, fate] of fates.entries()) {
        const line = source.lines[at]?.text ?? ''
        if (fate.is === 'blank') expect(line.trim().replace(/^-$/, '')).toBe('')
        if (fate.is === 'clause') kept.set(fate.clause, [...(kept.get(fate.clause) ?? []), line])
      }
      for (const [at, clause] of policy.clauses.entries()) {
        const printed = letters((kept.get(at) ?? []).join(' '))
        const said = letters(clause.text)
        // Only a label may be left out of the text of a clause, and nothing may come in.
        expect(isSubsequence(said, printed)).toBe(true)
        expect(printed.length - said.length).toBeLessThanOrEqual(14 * (kept.get(at)?.length ?? 0))
      }
    }),
    { numRuns: 300 },
  )
})

test('every heading stands above a clause, or in front of the first', () => {
  fc.assert(
    fc.property(layout, text => {
      const source = readText(text)
      const { policy, fates } = parse(source.lines)
      const first = fates.findIndex(fate => fate.is === 'clause')
      const headings = letters(policy.clauses.map(clause => clause.heading).join(' '))

      for (const [at, fate] of fates.entries())
        if (fate.is === 'heading' && first >= 0 && at > first)
          expect(headings).toContain(letters(source.lines[at]?.text ?? ''))
    }),
    { numRuns: 300 },
  )
})

test('every ref is its own, and leads back to its clause', () => {
  fc.assert(
    fc.property(layout, text => {
      const { policy } = parse(readText(text).lines)
      const refs = policy.clauses.map(clause => clause.ref)

      expect(new Set(refs).size).toBe(refs.length)
      expect(refs.filter(ref => ref.trim() === '')).toEqual([])
      expect(refs.map(ref => resolveRef(policy, ref)[0]?.ref)).toEqual(refs)
    }),
    { numRuns: 200 },
  )
})

test('no text, however strange, is too much for it', () => {
  const strange = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 60 }), label, heading)
  const line = fc.record(
    { text: strange, page: fc.option(fc.nat({ max: 9 })), level: fc.integer({ min: 1, max: 6 }) },
    { requiredKeys: ['text', 'page'] },
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 80 }), lines => {
      const numbered = lines.map((each, at): Line => ({ ...each, line: at + 1 }))
      const { fates, policy } = parse(numbered)

      expect(fates).toHaveLength(lines.length)
      for (const { text } of lines.slice(0, 5)) resolveRef(policy, text)
    }),
    { numRuns: 300 },
  )
})

test('eight times the lines take some eight times as long, not sixty-four', () => {
  const kinds: Record<string, (at: number) => string> = {
    clauses: at => `${Math.floor(at / 9) + 1}.${(at % 9) + 1} The manager keeps a record of the visit for six years.`,
    'one paragraph': at => `the manager keeps a record of the visit for six years and ${at} more`,
    bullets: at => `- the manager keeps record ${at}`,
    headings: at => (at % 2 ? `About matter ${at}\n` : 'The manager keeps a record of the visit.\n'),
    'letters that never end': at => `(${'abc'[at % 3]}) the manager keeps a record;`,
    'nothing but labels': at => `${at % 40}.`,
    rules: at => `Rule ${at}: the manager keeps a record`,
    'a list that opens another for ever': () => '1. The manager does the following:',
    'headings and nothing else': () => 'RECORDS AND REQUESTS',
    tabs: at => `Record\t${at}\tyes`,
  }
  for (const [kind, line] of Object.entries(kinds)) {
    const ratio = took(line, 8_000) / Math.max(took(line, 1_000), 5)

    // Eight times the lines: 64 would be quadratic, and a busy machine measures badly.
    expect(ratio, kind).toBeLessThan(32)
  }
})

function parse(lines: Line[]): Parsed {
  return parsePolicy(
    { lines, about: {}, notes: [] },
    { authority: 'anytown', policy: 'anytown/policy', file: 'policy.txt' },
  )
}

function took(line: (at: number) => string, count: number): number {
  const lines = Array.from({ length: count }, (_, at) => line(at)).join('\n')
  const source = readText(lines)
  const start = performance.now()
  parse(source.lines)
  return performance.now() - start
}

function wrapped(text: string): string {
  return text.replace(/(.{30}\S*) /g, '$1\n')
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}
