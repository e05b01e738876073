import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Fixable } from '../errors.ts'
import type { Database, Queries, Sends, Transaction } from './database.ts'
import { type MasterKey, makeKeyFile, readKeyFile } from './key-file.ts'
import { fingerprintWith, type Seal, sealWith } from './seal.ts'
import { type Sql, sql } from './sql.ts'

/**
 * A key for each case, wrapped by the master key and kept beside the case. Whoever has the database alone reads nothing;
 * whoever deletes a case's key has made its contents unreadable wherever they were copied to afterwards.
 */
export interface Keys {
  /** Makes a key in the caller's transaction. The id says what it is for: "case:…". */
  create(tx: Transaction, id: string): Promise<Seal>
  /**
   * The same in a write, which is not told what came of it: where the master key was replaced meanwhile it is refused, and may be
   * tried again after `reread`, with the key that the database names then.
   */
  send(tx: Sends, id: string): Seal
  reread(): Promise<void>
  /** Nothing where the key was destroyed, or never was. */
  find(from: Pick<Queries, 'row'>, id: string): Promise<Seal | undefined>
  destroy(tx: Transaction, id: string): Promise<void>
  /** Seals what is kept for channels; it is nobody's case. */
  kept: Seal
  fingerprint(purpose: string, text: string): string
}

export interface KeyPlace {
  path: string
  /** Whether to make a key file where there is none: in practice, never for a council that is live. */
  make: boolean
}

export async function openKeys(db: Database, place: KeyPlace): Promise<Keys> {
  let { masters, current } = await matched(db, place)
  const master = (id: string): MasterKey => {
    // The file may have been replaced by "npm run keys -- rotate" since we read it.
    if (!masters.some(key => key.id === id)) masters = readKeyFile(place.path)
    const found = masters.find(key => key.id === id)
    if (!found) throw wrongKey(id, masters, place.path)
    return found
  }
  // Which is in use the database says, and not the file: whoever replaces one writes it into the file first, and may end there.
  const inUse = (): MasterKey => {
    const found = masters.find(({ id }) => id === current) ?? masters[0]
    if (!found) throw new Error(`The key file ${place.path} holds no key.`)
    return found
  }
  const reread = async (from: Pick<Queries, 'row'>): Promise<void> => {
    masters = readKeyFile(place.path)
    current = (await newestIn(from))?.id ?? current
  }
  const unwrapped = async (from: Pick<Queries, 'row'>, id: string): Promise<Buffer | undefined> => {
    const row = await from.row<Wrapped>(sql`select id, master, wrapped from data_key where id = ${id}`)
    return row && unwrap(row, master(row.master))
  }
  const make = async (tx: Transaction, id: string): Promise<Buffer> => {
    const secret = randomBytes(32)
    for (let tries = 1; tries <= 3; tries++) {
      if (await insert(tx, id, secret, inUse())) return secret
      await reread(tx)
    }
    throw new Error(`The key file ${place.path} changed while a key was made.`)
  }
  const standing = (id: string): Promise<Buffer> =>
    db.transaction(async tx => {
      // Of two processes that start together, one makes it while the other waits here.
      await tx.row(sql`select id from master_key order by since desc limit 1 ${tx.forUpdate}`)
      return (await unwrapped(tx, id)) ?? (await make(tx, id))
    })

  const fingerprints = await standing('fingerprints')
  return {
    create: async (tx, id) => sealWith(await make(tx, id), id),
    send(tx, id) {
      const secret = randomBytes(32)
      tx.send(insertOrFail(id, secret, inUse()))
      return sealWith(secret, id)
    },
    reread: () => reread(db),
    find: async (from, id) => {
      const secret = await unwrapped(from, id)
      return secret && sealWith(secret, id)
    },
    destroy: async (tx, id) => void (await tx.run(sql`delete from data_key where id = ${id}`)),
    kept: sealWith(await standing('kept'), 'kept'),
    fingerprint: fingerprintWith(fingerprints),
  }
}

export interface Wrapped {
  id: string
  master: string
  wrapped: Uint8Array
}

export function unwrap({ id, wrapped }: Wrapped, { id: master, secret }: MasterKey): Buffer {
  return sealWith(secret, master).unseal({ table: 'data_key', row: id, field: 'wrapped' }, wrapped)
}

export function wrap(id: string, secret: Buffer, master: MasterKey): Uint8Array {
  return sealWith(master.secret, master.id).seal({ table: 'data_key', row: id, field: 'wrapped' }, secret)
}

/**
 * Only under the newest master key: where another process has begun to replace it, nothing is inserted. And an older one
 * cannot be forgotten meanwhile, since data_key refers to it.
 */
async function insert(tx: Transaction, id: string, secret: Buffer, master: MasterKey): Promise<boolean> {
  const changed = await tx.run(sql`
    insert into data_key (id, master, wrapped)
    select ${id}, id, ${wrap(id, secret, master)} from master_key
    where id = ${master.id} and since = (select max(since) from master_key)`)
  return changed === 1
}

/** Where it is not the newest there is no master, and a key without one is refused by the database. */
function insertOrFail(id: string, secret: Buffer, master: MasterKey): Sql {
  return sql`
    insert into data_key (id, master, wrapped) values (
      ${id},
      (select id from master_key where id = ${master.id} and since = (select max(since) from master_key)),
      ${wrap(id, secret, master)})`
}

/** The keys of the file, after making sure that they are the ones this database was sealed with. */
async function matched(db: Database, { path, make }: KeyPlace): Promise<{ masters: MasterKey[]; current: string }> {
  const before = await newestIn(db)
  if (before && !existsSync(path)) throw lostKey(before.id, path)
  if (!existsSync(path) && make) makeKeyFile(path)
  const masters = readKeyFile(path)
  const [first] = masters
  if (!before && first)
    await db.run(sql`insert into master_key (id, since) values (${first.id}, 1) on conflict do nothing`)
  const now = (await newestIn(db))?.id ?? ''
  if (!masters.some(({ id }) => id === now)) throw wrongKey(now, masters, path)
  return { masters, current: now }
}

function newestIn(from: Pick<Queries, 'row'>): Promise<{ id: string } | undefined> {
  return from.row(sql`select id from master_key order by since desc limit 1`)
}

function lostKey(id: string, path: string): Fixable {
  return new Fixable(
    `The cases in this database are sealed under the key ${id}, and there is no key file at ${path}. Bring back your copy of it, or set KEY_FILE to where it stands. If it is lost, "npm run keys -- drill" says what is lost with it.`,
  )
}

export function wrongKey(wanted: string, masters: readonly MasterKey[], path: string): Fixable {
  return new Fixable(
    `The cases in this database are sealed under the key ${wanted}, and the key file ${path} holds ${masters.map(({ id }) => id).join(' and ')}. Bring back the key file that belongs to this database.`,
  )
}
