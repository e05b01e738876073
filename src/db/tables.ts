import type { Database, Queries } from './database.ts'
import { raw, sql } from './sql.ts'

export interface Table {
  name: string
  columns: string[]
}

/** The tables of ours with their columns, those first that others refer to. Which migrations ran is no part of it. */
export async function tablesOf(engine: Database['engine'], from: Pick<Queries, 'rows'>): Promise<Table[]> {
  const named = await from.rows<{ name: string }>(
    engine === 'sqlite'
      ? sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by rowid`
      : sql`select relname::text as name from pg_class
            where relnamespace = current_schema()::regnamespace and relkind = 'r' order by oid`,
  )
  const tables: Table[] = []
  for (const { name } of named.filter(({ name }) => name !== 'migration'))
    tables.push({ name, columns: await columnsOf(engine, name, from) })
  return tables
}

async function columnsOf(engine: Database['engine'], table: string, from: Pick<Queries, 'rows'>): Promise<string[]> {
  const columns = await from.rows<{ name: string }>(
    engine === 'sqlite'
      ? raw(`select name from pragma_table_info('${table}')`)
      : sql`select attname::text as name from pg_attribute
            where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  return columns.map(({ name }) => name)
}
