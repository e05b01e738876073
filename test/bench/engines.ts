import { createRequire } from 'node:module'
import MiniSearch from 'minisearch'
import type { Clause } from '../../src/clauses/clause.ts'
import { contentStems } from '../../src/words/tokens.ts'

/** Another engine over the same clauses, set up as well as we know. It answers with the number of clauses it found. */
export interface Engine {
  name: string
  build(clauses: Clause[]): void
  search(question: string): number
}

export function miniSearch(): Engine {
  const engine = new MiniSearch<{ id: number; heading: string; text: string }>({
    fields: ['heading', 'text'],
    tokenize: contentStems,
    processTerm: term => term,
    searchOptions: { boost: { heading: 1.5 }, fuzzy: term => (term.length > 3 ? 1 : 0) },
  })
  return {
    name: 'MiniSearch',
    build: clauses => engine.addAll(clauses.map(({ heading, text }, id) => ({ id, heading, text }))),
    search: question => engine.search(question).slice(0, 20).length,
  }
}

export function fts5(): Engine {
  const { database, name } = memoryDatabase()
  database.exec("create virtual table clause using fts5(heading, text, tokenize = 'porter unicode61')")
  const find = database.prepare('select rowid from clause where clause match ? order by bm25(clause, 1.5, 1) limit 20')
  return {
    name,
    build(clauses) {
      const insert = database.prepare('insert into clause (heading, text) values (?, ?)')
      database.exec('begin')
      for (const { heading, text } of clauses) insert.run(heading, text)
      database.exec('commit')
    },
    search(question) {
      const words = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
      return words.length === 0 ? 0 : find.all(words.map(word => `"${word}"`).join(' OR ')).length
    },
  }
}

interface Database {
  exec(sql: string): unknown
  prepare(sql: string): { run(...values: string[]): unknown; all(...values: string[]): unknown[] }
}

/** better-sqlite3 aborts on the newest Node 24, and older ones have no SQLite of their own (or one without FTS5). */
function memoryDatabase(): { database: Database; name: string } {
  const require = createRequire(import.meta.url)
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 16)) {
    const { DatabaseSync } = require('node:sqlite')
    return { database: new DatabaseSync(':memory:'), name: 'SQLite FTS5 (node:sqlite)' }
  }
  const BetterSqlite = require('better-sqlite3')
  return { database: new BetterSqlite(':memory:'), name: 'SQLite FTS5 (better-sqlite3)' }
}
