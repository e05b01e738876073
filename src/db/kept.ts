import type { Queries } from './database.ts'
import type { Keys } from './keys.ts'
import { sql } from './sql.ts'

/**
 * What a channel must remember between two messages: who to answer where, a half-written form. Sealed, and found by a
 * fingerprint of its name, since names of conversations name people. A value comes back as JSON that the caller checks.
 */
export interface Kept {
  get(channel: string, name: string, now: Date): Promise<unknown>
  put(channel: string, name: string, value: unknown, until?: Date): Promise<void>
  delete(channel: string, name: string): Promise<void>
  /** True for one caller alone, in whichever process, until that time is over: so what comes twice is done once. */
  claim(channel: string, name: string, now: Date, until: Date): Promise<boolean>
}

/** Kept in the database, or as part of a transaction. */
export function keptIn(db: Queries, { kept, fingerprint }: Pick<Keys, 'kept' | 'fingerprint'>): Kept {
  const hashOf = (channel: string, name: string) => fingerprint(`kept ${channel}`, name)
  return {
    async get(channel, name, now) {
      const hash = hashOf(channel, name)
      const row = await db.row<{ body: Uint8Array }>(sql`
        select body from kept
        where channel = ${channel} and key_hash = ${hash} and (expires is null or expires > ${now.getTime()})`)
      return row && JSON.parse(kept.unseal(place(channel, hash), row.body).toString())
    },
    async put(channel, name, value, until) {
      const hash = hashOf(channel, name)
      const body = kept.seal(place(channel, hash), JSON.stringify(value))
      await db.run(sql`
        insert into kept (channel, key_hash, body, expires) values (${channel}, ${hash}, ${body}, ${until?.getTime() ?? null})
        on conflict (channel, key_hash) do update set body = excluded.body, expires = excluded.expires`)
    },
    async delete(channel, name) {
      await db.run(sql`delete from kept where channel = ${channel} and key_hash = ${hashOf(channel, name)}`)
    },
    async claim(channel, name, now, until) {
      const hash = hashOf(channel, name)
      const body = kept.seal(place(channel, hash), 'true')
      const changed = await db.run(sql`
        insert into kept (channel, key_hash, body, expires) values (${channel}, ${hash}, ${body}, ${until.getTime()})
        on conflict (channel, key_hash) do update set body = excluded.body, expires = excluded.expires
        where kept.expires <= ${now.getTime()}`)
      return changed === 1
    },
  }
}

/** Deletes what has expired. `get` does not wait for this; it is so that nothing stays longer than was promised. */
export function forgetExpired(db: Queries, now: Date): Promise<number> {
  return db.run(sql`delete from kept where expires <= ${now.getTime()}`)
}

function place(channel: string, hash: string) {
  return { table: 'kept', row: `${channel} ${hash}`, field: 'body' }
}
