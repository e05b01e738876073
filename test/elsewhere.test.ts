import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readElsewhere } from '../src/answers/elsewhere.ts'

const shipped = resolve(import.meta.dirname, '../policies')

describe('the list of everyday matters that ships', () => {
  test('has no mistake, and at least twelve ways of asking about each topic', () => {
    const { elsewhere, mistakes } = readElsewhere(shipped)

    expect(mistakes).toEqual([])
    expect(elsewhere.length).toBeGreaterThan(100)
    expect(elsewhere.filter(({ lines }) => lines.length < 12).map(({ topic }) => topic)).toEqual([])
  })

  test('keeps to matters that no rule on social media, the press or personal data is about', () => {
    const theirs =
      /\b(?:social media|face ?book|twitter|tweet\w*|instagram|insta|tik ?tok|linkedin|youtube|whats ?app|snapchat|posts?|posting|posted|accounts?|comments?|shar(?:e|ed|ing)|photos?|follow\w*|pages?|journalists?|press|media|blogs?|profiles?|web ?sites?|online|complain\w*|bully\w*|harass\w*|safeguarding|gdpr|personal data|data protection|confidential\w*)\b/i

    const found = readElsewhere(shipped).elsewhere.flatMap(({ lines }) => lines.filter(line => theirs.test(line)))

    expect(found).toEqual([])
  })
})

describe("a council's own list", () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'signpost-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('may be left out: then the one that ships counts', () => {
    expect(readElsewhere(folder)).toEqual(readElsewhere(shipped))
  })

  test('counts in place of the one that ships', () => {
    writeFileSync(
      join(folder, 'elsewhere.yaml'),
      '- topic: ferry\n  ask: the harbour\n  lines:\n    - is the ferry late\n',
    )

    const { elsewhere, mistakes } = readElsewhere(folder)

    expect(mistakes).toEqual([])
    expect(elsewhere).toEqual([{ topic: 'ferry', ask: 'the harbour', lines: ['is the ferry late'] }])
  })

  test('is told all its mistakes at once, each with file, line and what to do', () => {
    const written = [
      '- topic: ferry',
      '  aks: the harbour',
      '  lines:',
      '    - is the ferry late',
      '    - Is the ferry late',
      '- topic: ferry',
      '  ask: the harbour',
      '  lines: when does it sail',
      '- topic: tides',
      '  ask:',
      '  lines:',
      '    - when is high water: today',
    ]
    writeFileSync(join(folder, 'elsewhere.yaml'), written.join('\n'))

    const { elsewhere, mistakes } = readElsewhere(folder)

    expect(elsewhere).toEqual([])
    expect(mistakes.map(says => says.replace(`${folder}/`, ''))).toEqual([
      'elsewhere.yaml, line 1: 1 › ask: this is missing. Add it.',
      'elsewhere.yaml, line 2: 1 › aks: "aks" is not a key that is known here. Did you mean "ask"?',
      'elsewhere.yaml, line 5: 1 › lines › 2: this stands further up already. Take one of the two out. It says "Is the ferry late".',
      'elsewhere.yaml, line 6: 2 › topic: this stands further up already. Take one of the two out. It says "ferry".',
      'elsewhere.yaml, line 8: 2 › lines: write a list here: [one, two], or a line each beginning with "- ". It says "when does it sail".',
      'elsewhere.yaml, line 10: 3 › ask: this is empty. Write something after the colon, or take the line out.',
      'elsewhere.yaml, line 12: 3 › lines › 1: a line with a colon in it, or one that begins with a bracket, goes into double quotes.',
    ])
  })

  test.each([
    ['- topic: ferry\n  ask: [the harbour\n', /elsewhere\.yaml, line \d: the file cannot be read from here on/],
    ['', /elsewhere\.yaml, line 1: write a list here/],
  ])('that cannot be read is said with its line: %j', (written, says) => {
    writeFileSync(join(folder, 'elsewhere.yaml'), written)

    expect(readElsewhere(folder).mistakes.join('\n')).toMatch(says)
  })
})
