import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../../src/db/database.ts'
import type { Keys } from '../../src/db/keys.ts'
import { raw } from '../../src/db/sql.ts'
import { tablesOf } from '../../src/db/tables.ts'

type Row = Record<string, unknown>

/** Whose key opens a column of bytes, and the row it was sealed for. A column that is not here is an error below. */
const sealed: Record<string, (row: Row) => { key: string; row: string }> = {
  'report.body': ({ case_id: id }) => ({ key: `case:${id}`, row: `${id}` }),
  'reporter.body': ({ case_id: id }) => ({ key: `case:${id}`, row: `${id}` }),
  'history.note': ({ case_id: id, number }) => ({ key: `case:${id}`, row: `${id}/${number}` }),
  'history.words': ({ case_id: id, number }) => ({ key: `case:${id}`, row: `${id}/${number}` }),
  'message.body': ({ case_id: id, number }) => ({ key: `case:${id}`, row: `${id}/${number}` }),
  'note.body': ({ case_id: id, number }) => ({ key: `case:${id}`, row: `${id}/${number}` }),
  'warning.body': ({ case_id: id, number }) => ({ key: `case:${id}`, row: `${id}/${number}` }),
  'file.about': ({ case_id: id, id: row }) => ({ key: `case:${id}`, row: `${row}` }),
  'delivery.address': ({ case_id: id, id: row }) => ({ key: `case:${id}`, row: `${row}` }),
  'posted.body': ({ case_id: id, destination, channel }) => ({
    key: `case:${id}`,
    row: `${id}/${destination}/${channel}`,
  }),
  'export.reason': ({ id: row }) => ({ key: 'kept', row: `${row}` }),
  'kept.body': ({ channel, key_hash: hash }) => ({ key: 'kept', row: `${channel} ${hash}` }),
}

/** Everything in a database and its files as somebody would read it who has the database, the files and the key. */
export async function unsealed(db: Database, keys: Keys, files: string): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {}
  for (const { name } of await tablesOf(db.engine, db))
    all[name] = await Promise.all(
      (await db.rows<Row>(raw(`select * from ${name}`))).map(row => openedRow(db, keys, name, row)),
    )
  all['the files'] = await Promise.all(
    filesIn(files).map(async ([id = '', file = '']) => {
      const seal = await keys.find(db, `case:${id}`)
      const content = seal?.unseal({ table: 'file', row: file, field: 'content' }, readFileSync(join(files, id, file)))
      return { id, file, content: content?.toString() }
    }),
  )
  return all
}

async function openedRow(db: Database, keys: Keys, table: string, row: Row): Promise<Row> {
  const opened: Row = { ...row }
  for (const [field, value] of Object.entries(row)) {
    // The keys themselves are wrapped by the master key, and hold chance alone.
    if (!(value instanceof Uint8Array) || table === 'data_key') continue
    const place = sealed[`${table}.${field}`]?.(row)
    if (!place) throw new Error(`Nobody has said how ${table}.${field} is sealed.`)
    const seal = place.key === 'kept' ? keys.kept : await keys.find(db, place.key)
    opened[field] = seal?.unseal({ table, row: place.row, field }, value).toString()
  }
  return opened
}

function filesIn(folder: string): string[][] {
  try {
    return readdirSync(folder).flatMap(id => readdirSync(join(folder, id)).map(file => [id, file]))
  } catch {
    return []
  }
}
