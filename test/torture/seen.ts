import { filesOf, readSealed } from '../../src/cases/files.ts'
import { type Line, linesOf } from '../../src/cases/history.ts'
import { keyOf } from '../../src/cases/identity.ts'
import { reportOf } from '../../src/cases/report.ts'
import { messagesOf, notesOf } from '../../src/cases/words.ts'
import { sql } from '../../src/db/sql.ts'
import type { Keeping } from '../../src/keeping.ts'

/** A case as it is found at the end, with everything in it unsealed. */
export interface Seen {
  id: string
  reference: string
  version: number
  state: string
  /** What was reported; nothing where it cannot be read. */
  what?: string
  files: { name: string; content: Buffer }[]
  history: Line[]
  words: string[]
  /** Why something in it could not be read. */
  unreadable?: string
}

type Row = Pick<Seen, 'id' | 'reference' | 'version' | 'state'>

export async function casesIn(keeping: Keeping): Promise<Seen[]> {
  const rows = await keeping.parts.db.rows<Row>(
    sql`select id, reference, version, state from cases order by opened, id`,
  )
  const seen: Seen[] = []
  for (const row of rows)
    seen.push(
      await read(keeping, row).catch((error: Error) => ({
        ...{ ...row, files: [], history: [], words: [] },
        unreadable: error.message,
      })),
    )
  return seen
}

async function read({ parts }: Keeping, row: Row): Promise<Seen> {
  const { db, keys } = parts
  const seal = await keys.find(db, keyOf(row.id))
  if (!seal) throw new Error('its key is gone')
  const report = await reportOf(db, seal, row.id)
  const files = await filesOf(db, seal, row.id)
  const [messages, notes] = [await messagesOf(db, seal, row.id), await notesOf(db, seal, row.id)]
  return {
    ...row,
    what: String(report.answered.find(({ id }) => id === 'what')?.answer),
    files: await Promise.all(
      files.map(async ({ id, name }) => ({ name, content: await readSealed(parts, seal, row.id, id) })),
    ),
    history: await linesOf(db, seal, row.id),
    words: [...messages, ...notes].map(({ text }) => text),
  }
}
