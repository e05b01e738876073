import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { tokenOf } from '../src/channels/email/ids.ts'
import { sql } from '../src/db/sql.ts'
import { casework } from './support/casework.ts'
import { folder, put } from './support/folder.ts'
import { postfix } from './support/reports.ts'

const root = resolve(import.meta.dirname, '..')

test('a mail server pipes in what came back, however long, and the notice goes another way', async () => {
  const { db, report, env } = await mailed()

  const { code, out } = await bounce(env, [], `${report}${'x'.repeat(5_000_000)}`)

  expect({ code, out }).toEqual({
    code: 0,
    out: 'This notice can never arrive there. The next way is taken now, or others are told.\n',
  })
  expect(await db.rows(sql`select problem from delivery where about = 'opened'`)).toEqual([{ problem: 'bad-address' }])
})

test('while the store is away the mail server is told to keep the mail and try again', async () => {
  const { env, report } = await mailed()

  const { code, errors } = await bounce({ ...env, DATABASE_URL: 'postgres://signpost:x@127.0.0.1:1/none' }, [], report)

  expect(code).toBe(75)
  expect(errors).not.toContain('clerk')
})

test('each new mail of a maildir is read once', async () => {
  const { env, report } = await mailed()
  const box = folder({ 'new/1.host': report, 'new/2.host': 'Subject: hello\n\nyou', 'cur/.keep': '', 'new/sub/x': '' })

  const first = await bounce(env, [box])
  const second = await bounce(env, [box])
  const wrong = await bounce(env, [put(folder(), 'file', '')])

  expect(first.out).toMatch(/can never arrive[\s\S]*does not say[\s\S]*2 new mails\./)
  expect(readdirSync(join(box, 'cur')).sort()).toEqual(['.keep', '1.host:2,S', '2.host:2,S'])
  expect(second.out).toBe('0 new mails.\n')
  expect(wrong.errors).toMatch(/is no maildir/)
})

/** A case of which one notice was mailed, the report that it came back, and the settings of whoever runs the command. */
async function mailed() {
  const url = join(folder(), 'signpost.db')
  const { as, reported, db, place } = await casework(url)
  await reported(as('sam'), 'content', { 'sub-type': 'threat' })
  await db.run(sql`update delivery set state = 'delivered', place = 1, created = ${Date.now()}`)
  const row = await db.row<{ id: string }>(sql`select id from delivery`)
  const token = tokenOf(row?.id ?? '', 'engagement-lead@lewes-eastbourne.test')
  const env = { DATABASE_URL: url, KEY_FILE: join(place, 'master.key'), FILES: join(place, 'files') }
  return { db, env, report: postfix({ headers: `Message-ID: <${token}@council.test>` }) }
}

async function bounce(env: Record<string, string>, args: string[], typed = '') {
  const script = join(root, 'scripts/bounce.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...process.env, ...env },
    cwd: root,
  })
  const said = { out: '', errors: '' }
  child.stdout.on('data', chunk => {
    said.out += chunk
  })
  child.stderr.on('data', chunk => {
    said.errors += chunk
  })
  child.stdin.end(typed)
  const [code] = await once(child, 'close')
  return { code, ...said }
}
