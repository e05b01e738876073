import { existsSync } from 'node:fs'
import { Fixable } from '../errors.ts'
import type { Database } from './database.ts'
import { type MasterKey, newKey, readKeyFile, replaceKeyFile } from './key-file.ts'
import { unwrap, type Wrapped, wrap, wrongKey } from './keys.ts'
import { sql } from './sql.ts'

export interface Rotated {
  from: string[]
  to: string
  wrapped: number
  /** Where the replaced keys were put. Backups made until now open only with them. */
  retired: string
}

/**
 * Replaces the master key while the program runs, by wrapping every case's key anew; what the cases hold is not touched.
 * Each step leaves everything readable, and starting again goes on where it stopped:
 * both keys are in the file before anything is wrapped by the new one, the database refuses to forget an old key to which
 * anything refers, and only after it has forgotten it does the file.
 */
export async function rotate(db: Database, path: string): Promise<Rotated> {
  const there = await db.rows<{ id: string }>(sql`select id from master_key order by since desc`)
  const keys = readKeyFile(path)
  const missing = there.find(({ id }) => !keys.some(key => key.id === id))
  if (missing) throw wrongKey(missing.id, keys, path)
  if (there.length === 0)
    throw new Fixable('Nothing has been sealed in this database yet, so there is nothing to rotate.')

  const [first = newKey(), ...others] = keys
  const begun = others.length > 0
  const to = begun ? first : newKey()
  const from = keys.filter(({ id }) => id !== to.id)
  if (!begun) replaceKeyFile(path, [to, ...from])
  await db.run(sql`
    insert into master_key (id, since) select ${to.id}, max(since) + 1 from master_key where true on conflict do nothing`)

  let wrapped = 0
  while (!(await forgotten(db, to))) wrapped += await wrapAnew(db, to, from)
  const retired = keepRetired(path, from)
  replaceKeyFile(path, [to])
  return { from: from.map(({ id }) => id), to: to.id, wrapped, retired }
}

const atOnce = 200

async function wrapAnew(db: Database, to: MasterKey, from: readonly MasterKey[]): Promise<number> {
  return db.transaction(async tx => {
    const rows = await tx.rows<Wrapped>(sql`
      select id, master, wrapped from data_key where master <> ${to.id} order by id limit ${atOnce} ${tx.forUpdate}`)
    for (const row of rows) {
      const old = from.find(({ id }) => id === row.master)
      if (!old) throw new Error(`The key ${row.master} is not in the key file.`)
      const again = wrap(row.id, unwrap(row, old), to)
      await tx.run(sql`update data_key set master = ${to.id}, wrapped = ${again} where id = ${row.id}`)
    }
    return rows.length
  })
}

/** Whether the older keys are gone from the database. A case that is just being opened may still come in under one. */
async function forgotten(db: Database, to: MasterKey): Promise<boolean> {
  const still = () => db.row(sql`select id from data_key where master <> ${to.id} limit 1`)
  if (await still()) return false
  try {
    await db.run(sql`delete from master_key where id <> ${to.id}`)
    return true
  } catch (error) {
    if (await still()) return false
    throw error
  }
}

function keepRetired(path: string, keys: readonly MasterKey[]): string {
  const retired = `${path}.${keys.map(({ id }) => id).join('.')}.retired`
  if (!existsSync(retired)) replaceKeyFile(retired, keys)
  return retired
}
