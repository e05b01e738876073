import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import Draft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readAuthorities } from '../src/authorities/read.ts'
import { manifestOf } from '../src/channels/teams/package/manifest.ts'
import { appPackage } from '../src/channels/teams/package/package.ts'
import { readWords } from '../src/channels/teams/read.ts'
import { openDesks } from '../src/desks/open.ts'
import { Fixable } from '../src/errors.ts'
import { root } from './support/app.ts'
import { folder } from './support/folder.ts'
import { appId } from './support/teams/microsoft.ts'

const policies = join(root, 'policies')
const desks = [
  ...new Map(
    readAuthorities(policies)
      .flatMap(one => openDesks(policies).of(one))
      .map(desk => [desk.id, desk]),
  ).values(),
]
const asked = {
  mode: 'live' as const,
  appId,
  council: 'Testshire Council',
  website: 'https://www.testshire.example',
  version: '1.0.0',
  desks,
}

/** What Microsoft's own description of an app finds wrong. */
function wrongBySchema(manifest: unknown): string[] {
  const file = createRequire(import.meta.url).resolve(
    '@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
  )
  const ajv = new Draft04.default({ strict: false, allErrors: true })
  addFormats.default(ajv as never)
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
  validate(manifest)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

test('the package is what Microsoft describes: a manifest of version 1.29 and two icons of the right size', () => {
  const files = unzipSync(appPackage(asked).content)
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())
  const sizeOf = (name: string) => Buffer.from(files[name] ?? []).readUInt32BE(16)

  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
  expect(wrongBySchema(manifest)).toEqual([])
  expect([sizeOf('color.png'), sizeOf('outline.png')]).toEqual([192, 32])
})

test('the outline is white on nothing, and both icons show something', () => {
  const files = unzipSync(appPackage(asked).content)
  const pixels = (name: string) => {
    const file = Buffer.from(files[name] ?? [])
    const at = file.indexOf('IDAT')
    const size = file.readUInt32BE(16)
    const raw = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)))
    return Array.from({ length: size * size }, (_, n) => {
      const from = Math.floor(n / size) * (size * 4 + 1) + 1 + (n % size) * 4
      return [...raw.subarray(from, from + 4)]
    })
  }

  const outline = pixels('outline.png')

  expect(new Set(outline.map(([r, g, b]) => `${r} ${g} ${b}`))).toEqual(new Set(['255 255 255']))
  expect(outline.filter(([, , , a]) => a === 255).length).toBeGreaterThan(50)
  expect(outline.filter(([, , , a]) => a === 0).length).toBeGreaterThan(500)
  expect(new Set(pixels('color.png').map(String)).size).toBeGreaterThan(2)
})

test('there is a command for each desk, ten a list and three lists at most, and each is understood', () => {
  const { bots, composeExtensions } = manifestOf(asked)
  const lists = bots[0]?.commandLists ?? []
  const titles = lists.flatMap(({ commands }) => commands.map(({ title }) => title))

  const understood = titles.map(title => readWords(title, desks).do)

  expect(lists.length).toBeLessThanOrEqual(3)
  expect(lists.every(({ commands }) => commands.length <= 10)).toBe(true)
  expect(desks.filter(({ commands }) => !titles.includes(commands[0] ?? '')).map(({ id }) => id)).toEqual([])
  expect(understood).not.toContain('say')
  expect(titles.indexOf('safeguarding')).toBeLessThan(titles.indexOf('advice'))
  expect(composeExtensions[0]?.commands.map(({ id }) => id)).toEqual([
    'report-message',
    'report',
    'safeguarding',
    'press',
  ])
})

test('a council with forty desks still has a package that Teams takes', () => {
  const many = Array.from({ length: 40 }, (_, n) => ({
    ...{ id: `desk-${n}`, name: `A desk with a rather long name, number ${n}`, for: 'x'.repeat(300) },
    ...{ commands: [`desk-${n}`], safety: false },
  }))

  const wrong = wrongBySchema(manifestOf({ ...asked, council: 'A council with a very long name indeed', desks: many }))

  expect(wrong).toEqual([])
})

test('it asks for no more rights than to know who writes and to write to them, and names no page of ours', () => {
  const { permissions, validDomains, ...rest } = manifestOf(asked)

  expect([permissions, validDomains]).toEqual([['identity', 'messageTeamMembers'], []])
  expect(Object.keys(rest)).not.toContain('webApplicationInfo')
  expect(Object.keys(rest)).not.toContain('authorization')
})

test('live, what the package needs and has not is said, all at once; in practice it can be looked at before', () => {
  const early = appPackage({ ...asked, mode: 'practice', appId: undefined, website: undefined })

  expect(() => appPackage({ ...asked, appId: undefined })).toThrow(Fixable)
  expect(() => appPackage({ ...asked, appId: undefined, website: undefined })).toThrow(
    /TEAMS_APP_ID[\s\S]*--website https/,
  )
  expect(() => appPackage({ ...asked, website: 'http://x.example' })).toThrow(Fixable)
  expect(() => appPackage({ ...asked, version: 'new' })).toThrow(/--version new is no version/)
  expect(early.lacks).toHaveLength(2)
  expect(wrongBySchema(JSON.parse(Buffer.from(unzipSync(early.content)['manifest.json'] ?? []).toString()))).toEqual([])
})

test('npm run teams:package writes it into a folder', () => {
  const out = join(folder(), 'new')
  const args = ['--import', 'tsx', 'scripts/teams-package.ts', '--out', out, '--website', asked.website]
  const env = { ...process.env, TEAMS_APP_ID: appId }

  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' })

  expect([stdout, stderr]).toEqual([expect.stringContaining('signpost-teams.zip is ready'), ''])
  expect(Object.keys(unzipSync(readFileSync(join(out, 'signpost-teams.zip'))))).toContain('manifest.json')
})
