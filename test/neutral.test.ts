import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readAuthorities } from '../src/authorities/read.ts'
import { started } from './support/app.ts'

/** The program serves any council: what one council is called, or its policies say, stands in policies/ alone. */
const root = resolve(import.meta.dirname, '..')
const policies = join(root, 'policies')
const program = [...walk(join(root, 'src')), ...walk(join(root, 'prompts'))].map(file => ({
  file: relative(root, file),
  text: flat(readFileSync(file, 'utf8')),
}))

test("neither src nor prompts holds a council's name", () => {
  const names = readAuthorities(policies).flatMap(council => [council.id, council.name, ...council['other names']])

  const found = program.flatMap(({ file, text }) =>
    names.filter(name => text.includes(` ${flat(name).trim()} `)).map(name => `${file}: ${name}`),
  )

  expect(names.length).toBeGreaterThan(4)
  expect(found).toEqual([])
})

test('neither src nor prompts holds a phrase of a policy', () => {
  const phrases = new Set(documents().flatMap(file => runsOf(flat(readFileSync(file, 'utf8')).trim().split(' '), 7)))

  const found = program.flatMap(({ file, text }) =>
    runsOf(text.trim().split(' '), 7)
      .filter(run => phrases.has(run))
      .map(run => `${file}: ${run}`),
  )

  expect(phrases.size).toBeGreaterThan(1000)
  expect(found).toEqual([])
})

test('neither src nor prompts holds the name of a clause', async () => {
  const { app } = await started()
  const policies = (await Promise.all(app.library.authorities.map(({ id }) => app.library.held(id)))).flatMap(
    held => held.policies,
  )
  const names = policies
    .flatMap(({ clauses }) => clauses.map(({ ref }) => ref))
    .filter(ref => ref.split(' ').length > 1)
  // `Part A 4` and `Do 3` are what any document may call its parts; a name has words of its own.
  const own = names
    .map(ref => ref.replace(/^(?:Appendix|Part) \w+ /, ''))
    .filter(ref => /\p{L}{4,} \p{L}{2,}/u.test(ref) && !/^(?:Quick guide|Document control|Front page)/.test(ref))

  const found = program.flatMap(({ file, text }) =>
    [...new Set(own)].filter(ref => text.includes(flat(ref))).map(ref => `${file}: ${ref}`),
  )

  expect(own.length).toBeGreaterThan(20)
  expect(found).toEqual([])
})

function documents(): string[] {
  const originals = resolve(root, '../shared/policies')
  const given = statSync(originals, { throwIfNoEntry: false }) ? walk(originals) : []
  return [...walk(policies).filter(file => /[^/]+\/[^/]+\.md$/.test(relative(policies, file))), ...given]
}

function runsOf(words: string[], length: number): string[] {
  return words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(' '))
}

function flat(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^a-z0-9']+/g, ' ')
    .trim()} `
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}
