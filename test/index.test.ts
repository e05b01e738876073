import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Fixable } from '../src/errors.ts'
import { readAskLines } from '../src/search/asked.ts'
import { type Build, buildIndex } from '../src/search/build.ts'
import { lsa } from '../src/search/lsa.ts'
import { openIndex } from '../src/search/open.ts'
import { search } from '../src/search/search.ts'
import { type Council, materialOf } from './support/council.ts'

const bicycles: Council = {
  bicycles: [
    { ref: '1', text: 'Bicycles are kept in the shed.', asked: ['where do I leave my bike'] },
    { ref: '2', text: 'The caretaker has the key of the shed.' },
  ],
}
const boats: Council = { boats: [{ ref: '1', text: 'Boats are kept on the lake.' }] }
const noon = () => new Date('2026-11-21T12:00:00Z')

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'signpost-')), 'ambleford')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const build = (council: Council, more: Partial<Build> = {}) =>
  buildIndex({ ...materialOf(council), folder, fingerprints: { documents: 'd1' }, now: noon, ...more })
const opened = async () => await openIndex(folder, { expect: lsa() })
const texts = async () => (await opened())?.index.clauses.map(clause => clause.text)
const builds = () => readdirSync(folder).sort()
const newest = () => join(folder, builds().at(-1) ?? '')

describe('an index', () => {
  test('answers from its folder exactly as it did when it was made', async () => {
    const { index } = await build(bicycles, {
      lexicon: materialOf({}, [{ concept: 'key', words: ['key', 'fob'], related: [] }]).lexicon,
    })

    const again = (await opened())?.index

    for (const question of ['where is my bike', 'who has the fob', 'caretakr', ''])
      expect(again && (await search(again, question))).toEqual(await search(index, question))
  })

  test('says what it was made from, by which embedder, and when', async () => {
    await build(bicycles)

    expect((await opened())?.manifest).toMatchObject({
      authority: 'ambleford',
      built: '2026-11-21T12:00:00.000Z',
      embedder: { model: 'lsa-1', dimensions: 96 },
      fingerprints: { documents: 'd1' },
      counts: { policies: 1, clauses: 2, lines: 1 },
      problems: [],
    })
  })

  test('says which ask lines belong to no clause', async () => {
    const asked = new Map([
      ['ambleford/bicycles', { '7.3': ['can I park a tandem'] }],
      ['ambleford/ferries', { '1': ['when is the last ferry'] }],
    ])

    const { manifest } = await build(bicycles, { asked })

    expect(manifest.problems).toEqual([
      expect.stringContaining('"7.3" belong to no clause of ambleford/bicycles'),
      expect.stringContaining('"ambleford/ferries", and no such policy is held'),
    ])
  })

  test('of no policies at all finds nothing, and can be kept', async () => {
    await build({})

    const index = (await opened())?.index

    expect(index && (await search(index, 'bicycles'))?.matches).toEqual([])
  })

  test('that was never built is not there', async () => {
    expect(await opened()).toBeUndefined()
  })

  test('tells how far its building is', async () => {
    const seen: number[] = []
    const many = Array.from({ length: 2_000 }, (_, at) => ({
      ref: `${at}`,
      text: `Bicycle ${at} stands in shed ${at % 7}.`,
    }))

    await build({ bicycles: many }, { onProgress: done => seen.push(done) })

    expect(seen.length).toBeGreaterThan(5)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  })
})

describe('ask lines', () => {
  test('are read as a policy owner writes them, numbers and all', () => {
    expect(readAskLines('"4.2":\n  - can I take it home\n  - 2023\nDo 3:\n  - yes', 'asked.yaml')).toEqual({
      '4.2': ['can I take it home', '2023'],
      'Do 3': ['yes'],
    })
    expect(readAskLines('# nothing yet', 'asked.yaml')).toEqual({})
  })

  test.each([
    ['a line that is no list', '"4.2": can I take it home', /asked.yaml, at "4.2"/],
    ['an empty line', '"4.2":\n  - ""', /asked.yaml, at "4.2, line 0"/],
    ['no YAML', '"4.2', /asked.yaml is not YAML/],
  ])('with %s are refused, and how to write them is said', (_, yaml, sentence) => {
    expect(() => readAskLines(yaml, 'asked.yaml')).toThrow(Fixable)
    expect(() => readAskLines(yaml, 'asked.yaml')).toThrow(sentence)
  })
})

describe('a new build', () => {
  test('takes the place of the old one whole, while the old one goes on answering for who holds it', async () => {
    const { index } = await build(bicycles)
    await build(boats)

    expect(await texts()).toEqual(['Boats are kept on the lake.'])
    expect((await search(index, 'shed')).matches).toHaveLength(2)
  })

  test('leaves one older build, for whoever is just opening it, and clears the rest', async () => {
    for (let time = 0; time < 4; time++) await build(bicycles)

    expect(builds()).toHaveLength(2)
  })

  test('clears what a killed builder left an hour ago, and not what another is writing now', async () => {
    for (const [name, minutes] of [
      ['unfinished-old', 61],
      ['unfinished-new', 59],
    ] as const) {
      await mkdir(join(folder, name), { recursive: true })
      utimesSync(join(folder, name), new Date(), new Date(Date.now() - minutes * 60_000))
    }

    await build(bicycles)

    expect(builds().filter(name => name.startsWith('unfinished'))).toEqual(['unfinished-new'])
  })

  test('beside another at the same time does no harm: one of them is the index', async () => {
    await Promise.all([build(bicycles), build(boats), build(bicycles)])

    expect([1, 2]).toContain((await texts())?.length)
  })

  test('killed at any moment leaves an index that answers', async () => {
    await build(bicycles)
    const before = await texts()

    for (const wait of [0, 40, 90, 150]) {
      const builder = spawn(process.execPath, ['--import', 'tsx', resolve('test/support/build.ts'), folder, 'garage'])
      await new Promise(done => builder.stdout.once('data', done))
      await setTimeout(wait)
      builder.kill('SIGKILL')
      await new Promise(done => builder.once('exit', done))

      const now = await texts()
      expect(now?.length === 300 || JSON.stringify(now) === JSON.stringify(before)).toBe(true)
    }
  })
})

describe('a folder that cannot be written', () => {
  test('because something on the way is a file is said in a sentence', async () => {
    writeFileSync(folder, 'a file')

    const refused = build(bicycles)

    await expect(refused).rejects.toThrow(Fixable)
    await expect(refused).rejects.toThrow(/could not be written.*set INDEX/)
  })

  test('because the disk is full is said in a sentence, leaves nothing behind, and the old index answers', async () => {
    await build(bicycles)
    const before = builds()

    // No file may grow beyond two blocks: to the program it looks as a full disk does.
    const script = `ulimit -f 2; exec "${process.execPath}" --import tsx test/support/build.ts "${folder}" garage`
    const { stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' })

    expect(stderr).toMatch(/could not be written, and the one before it still answers/)
    expect(builds()).toEqual(before)
    expect(await texts()).toHaveLength(2)
  })
})

describe('is refused with a sentence that says what to do', () => {
  beforeEach(() => build(bicycles))

  test('an index of another model', async () => {
    const other = openIndex(folder, { expect: { ...lsa(), model: 'text-embedding-large' } })

    await expect(other).rejects.toThrow(Fixable)
    await expect(other).rejects.toThrow(/built with the embedder lsa-1.*ask for text-embedding-large.*npm run index/)
  })

  test('an index of other dimensions', async () => {
    await expect(openIndex(folder, { expect: lsa(64) })).rejects.toThrow(/of 96 dimensions.*of 64.*npm run index/)
  })

  test('an index of another format', async () => {
    const path = join(newest(), 'manifest.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), format: 99 }))

    await expect(opened()).rejects.toThrow(/is of format 99.*npm run index/)
  })

  test.each(['policies.json', 'words.json', 'words.bin', 'vectors.hnsw', 'manifest.json'])(
    'an index whose %s was cut short',
    async name => {
      truncateSync(join(newest(), name), 40)

      await expect(opened()).rejects.toThrow(Fixable)
      await expect(opened()).rejects.toThrow(`${name} is missing, cut short or changed`)
    },
  )

  test.each(['policies.json', 'words.json', 'words.bin', 'vectors.hnsw', 'manifest.json'])(
    'an index whose %s is missing',
    async name => {
      rmSync(join(newest(), name))

      await expect(opened()).rejects.toThrow(`${name} is missing, cut short or changed`)
    },
  )

  test.each(['policies.json', 'words.bin', 'vectors.hnsw'])('an index in whose %s one byte changed', async name => {
    const path = join(newest(), name)
    const content = readFileSync(path)
    content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1
    writeFileSync(path, content)

    await expect(opened()).rejects.toThrow(`${name} is missing, cut short or changed`)
  })
})
