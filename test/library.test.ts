import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Library, readLibrary } from '../src/clauses/library.ts'
import type { Place } from '../src/clauses/shelf.ts'
import { Watch } from '../src/clauses/watch.ts'
import { folder, put } from './support/folder.ts'
import { p, word } from './support/word.ts'

const visits = '# Visits\n\n1.1 Nobody visits a client alone after dark.\n\n1.2 Everybody carries a phone.\n'
const digest = `---\ntitle: Visits\nstatus: digest\n---\n${visits}`

function shelf(files: Record<string, string | Uint8Array>): Place {
  const policies = folder(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`marsh/${name}`, bytes])))
  return { authority: 'marsh', policies, alone: true }
}

const file = (place: Place, name: string) => join(place.policies, place.authority, name)
const ids = (library: Library) => library.policies.map(policy => policy.id)
const says = (library: Library) => library.problems.map(problem => problem.says)
/** As if it had been saved so many minutes from now: two writes in a test may fall on the same instant. */
const saveLater = (path: string, text: string | Uint8Array, minutes = 1) => {
  writeFileSync(path, text)
  const then = new Date(Date.now() + minutes * 60_000)
  utimesSync(path, then, then)
}

describe('the documents of a council', () => {
  test('are read from its folder and the folders in it, whatever their kind, each under its path', async () => {
    const place = shelf({
      'visits.md': visits,
      'people/leave.docx': word({ body: p('1.1 Leave is asked for in writing.') }),
      'people/Old Rules.TXT': '1.1 Rules are rules.',
    })

    expect(ids(await readLibrary(place))).toEqual(['marsh/people/Old Rules', 'marsh/people/leave', 'marsh/visits'])
  })

  test('are not settings, ask lines, notes to oneself, locks or half-finished copies', async () => {
    const place = shelf({
      'visits.md': visits,
      'authority.yaml': 'name: Marsh',
      'asked/visits.yaml': 'x: y',
      'README.md': '# How to',
      '~$visits.docx': 'x',
      '.hidden.txt': 'x',
      'Thumbs.db': 'x',
      'big.pdf.part': 'x',
    })

    const library = await readLibrary(place)

    expect(ids(library)).toEqual(['marsh/visits'])
    expect(library.problems).toEqual([])
  })

  test('are told by progress as they are read', async () => {
    const told: string[] = []

    await readLibrary(shelf({ 'a.md': visits, 'b.md': visits }), {
      progress: (done, of, path) => told.push(`${done} of ${of} ${path.slice(-4)}`),
    })

    expect(told).toEqual(['1 of 2 a.md', '2 of 2 b.md'])
  })

  test('that cannot be read are named with the reason, and the others are there', async () => {
    const library = await readLibrary(
      shelf({
        'visits.md': visits,
        'old.doc': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        'empty.txt': '',
        'plan.xlsx': 'x',
      }),
    )

    expect(ids(library)).toEqual(['marsh/visits'])
    expect(says(library)).toEqual([
      expect.stringMatching(/plan\.xlsx" is left out: files that end in \.xlsx are not read/),
      expect.stringMatching(/empty\.txt" cannot be read: it is empty/),
      expect.stringMatching(/old\.doc" cannot be read: it is an Office file of the old kind/),
    ])
  })

  test('of one name are one policy: the newer is read and the other named', async () => {
    const place = shelf({ 'visits.txt': '1.1 Old.' })
    saveLater(put(place.policies, 'marsh/visits.md', ''), visits)

    const library = await readLibrary(place)

    expect(library.policies.map(policy => policy.file)).toEqual([file(place, 'visits.md')])
    expect(says(library)).toEqual([
      expect.stringMatching(/visits\.txt" is left out: ".*visits\.md" has the same name and is newer/),
    ])
  })

  test.each([
    ['the same name', 'visits.txt', 'name'],
    ['the same title', 'visits-2024.txt', 'title'],
  ])('are never both original and digest, by %s, however old the original', async (_, name, same) => {
    const place = shelf({ [name]: visits.replace('# ', '') })
    saveLater(put(place.policies, 'marsh/visits.md', ''), digest)

    const library = await readLibrary(place)

    expect(library.policies.map(policy => policy.file)).toEqual([file(place, name)])
    expect(says(library)).toEqual([expect.stringContaining(`has the same ${same} and is the original`)])
  })

  test('in a folder that links to itself are read once', async () => {
    const place = shelf({ 'visits.md': visits })
    symlinkSync(file(place, '.'), file(place, 'again'))

    expect(ids(await readLibrary(place))).toEqual(['marsh/visits'])
  })
})

describe('DOCUMENTS', () => {
  test('replaces the documents of the council and leaves nothing of the digests', async () => {
    const place = shelf({ 'visits.md': digest, 'leave.md': digest })
    const documents = folder({ 'marsh/visits.txt': visits })

    expect(ids(await readLibrary({ ...place, documents }))).toEqual(['marsh/visits'])
  })

  test('may be the folder itself where there is only one council', async () => {
    const documents = folder({ 'visits.txt': visits })

    expect(ids(await readLibrary({ ...shelf({}), documents }))).toEqual(['marsh/visits'])
    expect(says(await readLibrary({ ...shelf({}), documents, alone: false }))).toEqual([
      expect.stringMatching(/\(DOCUMENTS\) has no folder "marsh"/),
    ])
  })

  test('that is away for a while leaves the policies that were read', async () => {
    const place = shelf({ 'visits.md': visits })
    const previous = await readLibrary(place)
    renameSync(file(place, '.'), join(place.policies, 'away'))

    const library = await readLibrary(place, { previous })

    expect(library.policies).toEqual(previous.policies)
    expect(says(library)).toEqual([expect.stringContaining('cannot be looked at')])
  })
})

describe('a file beside a document', () => {
  test('says what the document does not say, and wins over what it does', async () => {
    const place = shelf({
      'visits.md': digest,
      'visits.about.yaml': 'title: Home visits\nversion: 1.10\nStatus: adopted\n',
    })

    const [policy] = (await readLibrary(place)).policies

    expect(policy).toMatchObject({ title: 'Home visits', version: '1.10', status: 'adopted' })
  })

  test.each([
    ['an unknown key', 'titel: x', /Unrecognized key.*titel.*It may say title/],
    ['no YAML', 'title: [', /is not YAML/],
  ])('with %s is named, and the document answers', async (_, yaml, sentence) => {
    const library = await readLibrary(shelf({ 'visits.md': visits, 'visits.about.yaml': yaml }))

    expect(ids(library)).toEqual(['marsh/visits'])
    expect(says(library)).toEqual([expect.stringMatching(sentence)])
  })

  test('without its document is named', async () => {
    expect(says(await readLibrary(shelf({ 'visit.about.yaml': 'title: x' })))).toEqual([
      expect.stringMatching(/not beside it/),
    ])
  })

  test('that is changed or taken away counts at the next look', async () => {
    const place = shelf({ 'visits.md': visits, 'visits.about.yaml': 'title: First' })
    const first = await readLibrary(place)
    saveLater(file(place, 'visits.about.yaml'), 'title: Second')
    const second = await readLibrary(place, { previous: first })
    rmSync(file(place, 'visits.about.yaml'))
    const third = await readLibrary(place, { previous: second })

    expect([first, second, third].map(({ policies }) => policies[0]?.title)).toEqual(['First', 'Second', 'Visits'])
  })
})

describe('reading again', () => {
  test('reads only what changed, also after the library was written down and read back', async () => {
    const place = shelf({ 'visits.md': visits, 'leave.md': visits })
    const first: Library = JSON.parse(JSON.stringify(await readLibrary(place)))
    saveLater(file(place, 'visits.md'), visits.replace('phone', 'whistle'))
    saveLater(file(place, 'leave.md'), visits)

    const second = await readLibrary(place, { previous: first })

    expect(second.policies[0]).toBe(first.policies[0])
    expect(second.policies[1]?.clauses.at(-1)?.text).toContain('whistle')
  })

  test('keeps the last good version of a file that has become bad, says so, and drops what was removed', async () => {
    const place = shelf({ 'visits.md': visits, 'leave.md': visits })
    const first = await readLibrary(place)
    saveLater(file(place, 'visits.md'), '')
    rmSync(file(place, 'leave.md'))

    const second = await readLibrary(place, { previous: first })
    const third = await readLibrary(place, { previous: second })

    expect(second.policies).toEqual(first.policies.filter(policy => policy.id === 'marsh/visits'))
    expect(says(second)).toEqual([
      expect.stringMatching(/it is empty.*Until then the version that was read before answers/),
    ])
    expect(third).toEqual(second)
  })
})

describe('the watch', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 9, 0, seconds))

  test('says nothing while nothing changes', async () => {
    const place = shelf({ 'visits.md': visits })
    const { prints } = await readLibrary(place)
    const watch = new Watch(place)

    expect(await watch.look(at(0), prints)).toBeUndefined()
    expect(await watch.look(at(60), prints)).toBeUndefined()
  })

  test('tells of a file only when it has stood still: a copy under way is not read', async () => {
    const place = shelf({ 'visits.md': visits })
    const { prints } = await readLibrary(place)
    const watch = new Watch(place)

    saveLater(file(place, 'leave.md'), visits.slice(0, 20), 1)
    expect(await watch.look(at(0), prints)).toBeUndefined()
    saveLater(file(place, 'leave.md'), visits, 2)
    expect(await watch.look(at(5), prints)).toBeUndefined()

    expect(await watch.look(at(10), prints)).toMatchObject({
      added: [file(place, 'leave.md')],
      changed: [],
      removed: [],
    })
  })

  test('tells a burst of changes once, when all of it is done', async () => {
    const place = shelf({ 'a.md': visits, 'b.md': visits })
    const { prints } = await readLibrary(place)
    const watch = new Watch(place)

    saveLater(file(place, 'a.md'), `${visits}x`, 1)
    await watch.look(at(0), prints)
    rmSync(file(place, 'b.md'))
    expect(await watch.look(at(5), prints)).toBeUndefined()

    expect(await watch.look(at(10), prints)).toMatchObject({
      changed: [file(place, 'a.md')],
      removed: [file(place, 'b.md')],
    })
  })

  test('is not held up for ever by a file that never stands still, and says which one that is', async () => {
    const place = shelf({ 'a.md': visits })
    const watch = new Watch(place)
    let changes: Awaited<ReturnType<Watch['look']>>
    for (let seconds = 0; seconds <= 70 && !changes; seconds += 5) {
      saveLater(put(place.policies, 'marsh/log.txt', ''), `x`.repeat(seconds + 1), seconds)
      changes = await watch.look(at(seconds), {})
    }

    expect(changes).toMatchObject({ added: [file(place, 'a.md')], unsettled: new Set([file(place, 'log.txt')]) })
    const library = await readLibrary(place, { unsettled: changes?.unsettled ?? new Set() })
    expect(ids(library)).toEqual(['marsh/a'])
  })

  test('takes a share that is away for a share that is away, not for a council without policies', async () => {
    const place = shelf({ 'visits.md': visits })
    const { prints } = await readLibrary(place)
    const watch = new Watch(place)
    renameSync(file(place, '.'), join(place.policies, 'away'))

    await watch.look(at(0), prints)
    expect(await watch.look(at(60), prints)).toBeUndefined()
  })

  test('tells again, but only after a minute, of a file that could not be opened', async () => {
    const place = shelf({ 'visits.md': visits })
    const watch = new Watch(place)
    await watch.look(at(0), {})

    expect(await watch.look(at(5), {})).toMatchObject({ added: [file(place, 'visits.md')] })
    expect(await watch.look(at(10), {})).toBeUndefined()
    expect(await watch.look(at(70), {})).toMatchObject({ added: [file(place, 'visits.md')] })
  })
})

test('an empty folder is a library without policies, and no problem', async () => {
  const place = shelf({})
  mkdirSync(file(place, '.'), { recursive: true })

  expect(await readLibrary(place)).toEqual({ policies: [], problems: [], prints: {} })
})
