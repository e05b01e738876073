import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Authority } from '../src/authorities/authority.ts'
import { inHours, opensNext } from '../src/authorities/hours.ts'
import { lookAtAuthorities, readAuthorities } from '../src/authorities/read.ts'

describe('authority.yaml', () => {
  test('each council that ships can be read, and is known by its folder', () => {
    const found = readAuthorities('policies').map(({ id, name, kind }) => ({ id, name, kind }))

    expect(found).toEqual([
      { id: 'chesterfield', name: 'Chesterfield Borough Council', kind: 'borough' },
      { id: 'east-herts', name: 'East Herts Council', kind: 'district' },
      { id: 'emersons-green', name: 'Emersons Green Town Council', kind: 'town' },
      { id: 'lewes-eastbourne', name: 'Lewes District and Eastbourne Borough Councils', kind: 'joint' },
    ])
  })

  test('all mistakes in all files are told at once, each with its file, its line and what to write', () => {
    const policies = folderWith({
      'ashby/authority.yaml': 'nmae: Ashby\nkind: towne\nhours:\n  monday: [9-5]\n  tuseday: [09:00-17:00]\n',
      'borough/authority.yaml': 'name: Borough\nkind: borough\nother names: Boro\nhours:\n  friday: 09:00-17:00\n',
    })

    const { mistakes } = lookAtAuthorities(policies)

    expect(mistakes.map(says => says.replace(`${policies}/`, ''))).toEqual([
      'ashby/authority.yaml, line 1: name: this is missing. Add it.',
      'ashby/authority.yaml, line 1: nmae: "nmae" is not a key that is known here. Did you mean "name"?',
      'ashby/authority.yaml, line 2: kind: write one of: district, borough, county, unitary, town, parish, joint, other. It says "towne".',
      'ashby/authority.yaml, line 4: hours › monday › 1: write a span of hours as 09:00-17:00. It says "9-5".',
      'ashby/authority.yaml, line 5: hours › tuseday: "tuseday" is not a key that is known here. Did you mean "tuesday"?',
      'borough/authority.yaml, line 3: other names: write a list here: [one, two], or a line each beginning with "- ". It says "Boro".',
      'borough/authority.yaml, line 5: hours › friday: write a list here: [one, two], or a line each beginning with "- ". It says "09:00-17:00".',
    ])
  })

  test('a council whose file has a mistake does not take the others with it', () => {
    const policies = folderWith({ 'a/authority.yaml': 'name: A\nkind: town\n', 'b/authority.yaml': 'kind: town\n' })

    const { authorities, mistakes } = lookAtAuthorities(policies)

    expect(authorities.map(({ id }) => id)).toEqual(['a'])
    expect(mistakes).toHaveLength(1)
  })

  test.each([
    ['a key written twice', 'name: A\nkind: town\nname: B\n', 'line 3'],
    ['a quotation mark that never closes', 'name: "A\nkind: town\n', 'line 3'],
    ['a tab instead of spaces', 'name: A\nkind: town\nhours:\n\tmonday: [09:00-17:00]\n', 'line 4'],
  ])('%s is told with its line', (_, text, line) => {
    const { mistakes } = lookAtAuthorities(folderWith({ 'a/authority.yaml': text }))

    expect(mistakes.join('\n')).toContain(line)
    expect(mistakes.join('\n')).toContain('cannot be read from here on')
  })

  test('a file saved in an old Windows encoding is refused with the remedy', () => {
    const policies = folderWith({ 'a/authority.yaml': Buffer.from('name: Caf\xe9\nkind: town\n', 'latin1') })

    expect(() => readAuthorities(policies)).toThrow('Save it again as UTF-8')
  })

  test('a folder without any council says so', () => {
    expect(() => readAuthorities(folderWith({}))).toThrow('holds no council')
  })
})

describe('the hours of a council', () => {
  const [council] = readAuthorities('policies').filter(({ id }) => id === 'emersons-green')

  test.each([
    ['2026-11-20T09:29:00Z', false, '2026-11-20 09:30'],
    ['2026-11-20T09:30:00Z', true, '2026-11-23 09:30'],
    ['2026-11-20T12:30:00Z', false, '2026-11-23 09:30'],
    ['2026-11-19T12:45:00Z', false, '2026-11-19 13:30'],
    ['2026-12-24T15:59:00Z', true, '2027-01-04 09:30'],
    ['2026-12-24T16:00:00Z', false, '2027-01-04 09:30'],
    ['2026-03-29T23:30:00Z', false, '2026-03-30 09:30'],
    ['2026-03-30T08:30:00Z', true, '2026-03-30 13:30'],
    ['2026-10-23T08:30:00Z', true, '2026-10-26 09:30'],
    ['2026-10-26T08:30:00Z', false, '2026-10-26 09:30'],
  ])('at %s: open %s, and opening next at %s by its own clock', (moment, open, next) => {
    if (!council) throw new Error('no council')
    const now = new Date(moment)
    const opening = opensNext(council, now)

    expect(inHours(council, now)).toBe(open)
    expect(`${opening?.day} ${opening?.time}`).toBe(next)
  })

  test('may come in spans that touch', () => {
    const policies = folderWith({
      'a/authority.yaml': 'name: A\nkind: town\nhours:\n  monday: [09:00-12:00, 12:00-17:00, 18:00-24:00]\n',
    })

    expect(lookAtAuthorities(policies).mistakes).toEqual([])
  })

  test('that has none never opens, and says so rather than looking for ever', () => {
    if (!council) throw new Error('no council')
    const closed: Authority = { ...council, hours: {} }

    expect(opensNext(closed, new Date('2026-11-20T09:30:00Z'))).toBeUndefined()
  })
})

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-policies-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
