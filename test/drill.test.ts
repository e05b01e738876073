import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drillForm } from '../src/cases/drill/form.ts'
import { type DrillRoute, fewest, routesOn } from '../src/cases/drill/plan.ts'
import { checkForm } from '../src/desks/form.ts'
import { readDesks, readDesksOf } from '../src/desks/read.ts'
import { authorities } from './support/casework.ts'
import { folder } from './support/folder.ts'

const shared = readDesks('policies')
const now = new Date('2026-11-20T10:00:00Z')

describe.each(authorities)('a drill of $id', authority => {
  const desks = readDesksOf('policies', authority, shared)

  test('has a form that every desk takes, of every kind, and in which nobody wrote anything', () => {
    const forms = desks.flatMap(desk =>
      Object.keys(desk['sub-types']).map(subtype => {
        const checked = checkForm(authority, desk, drillForm(authority, desk, subtype, now))
        return { desk, subtype, checked }
      }),
    )

    expect(forms.filter(({ checked }) => 'mistakes' in checked)).toEqual([])
    const urgent = forms.filter(({ desk, subtype, checked }) => {
      const always = desk['sub-types'][subtype]?.urgent
      return 'kind' in checked && checked.kind.urgent && !always
    })
    expect(urgent).toEqual([])
  })

  test('reaches everybody on every route', () => {
    const routes = routesOn(authority, desks, '2026-11-20')

    const told = fewest(routes).flatMap(({ told }) => told)

    const everybody = new Set(routes.flatMap(route => route.told))
    expect(new Set(told)).toEqual(everybody)
    expect(told.length).toBeLessThanOrEqual(everybody.size + 1)
  })
})

test('whatever the routes are, everybody on one is reached, and no report could be spared', () => {
  const places = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 4 })

  fc.assert(
    fc.property(fc.array(places, { maxLength: 10 }), sets => {
      const routes = sets.map((told, n) => ({ told, desk: { id: `d${n}` }, cells: [] }) as unknown as DrillRoute)

      const chosen = fewest(routes)

      const reached = (of: DrillRoute[]) => new Set(of.flatMap(({ told }) => told)).size
      expect(reached(chosen)).toBe(reached(routes))
      for (const one of chosen) expect(reached(chosen.filter(other => other !== one))).toBeLessThan(reached(routes))
    }),
  )
})

test('an operator begins a drill at a terminal, live as well, and is told by the exit code that not all answered', async () => {
  const place = folder()
  const env = {
    ...{ DATABASE_URL: join(place, 'signpost.db'), FILES: join(place, 'files'), KEY_FILE: join(place, 'master.key') },
  }
  await run('keys', ['make'], env)

  const none = await run('drill', ['--report', '--authority', 'emersons-green'], { ...env, MODE: 'live' })
  const begun = await run('drill', ['--authority', 'emersons-green'], { ...env, MODE: 'live' })
  const report = await run('drill', ['--report', '--authority', 'emersons-green'], { ...env, MODE: 'live' })
  const again = await run('drill', ['--authority', 'emersons-green', '--wait', '1m'], { ...env, MODE: 'live' })
  const misspelt = await run('drill', ['--wait', 'long'], env)

  expect(none).toMatchObject({ code: 1, out: expect.stringContaining('Emersons Green Town Council: no drill yet.') })
  expect(begun).toMatchObject({
    code: 0,
    out: expect.stringMatching(/drill [A-Z]{3}-\w{4}-\w{2} \(\w+.*\) is sent to \d/),
  })
  expect(report.code).toBe(1)
  expect(report.out).toContain('Pretend Internal Auditor: not reached: it is still on its way; has not answered')
  expect(again).toMatchObject({ code: 1, errors: expect.stringContaining('began in the last ten minutes') })
  expect(misspelt.errors).toContain('--wait "long" is no length of time.')
})

async function run(command: string, args: string[], settings: Record<string, string>) {
  const script = resolve(import.meta.dirname, '../scripts', `${command}.ts`)
  const options = { env: { ...process.env, ...settings }, cwd: resolve(import.meta.dirname, '..') }
  return promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, errors: stderr }),
    error => ({ code: error.code as number, out: String(error.stdout), errors: String(error.stderr) }),
  )
}
