import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandsContract } from './commands.contract.ts'
import { commandWith } from './support/command.ts'
import { folder } from './support/folder.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'

commandsContract('SQLite', async () => join(folder(), 'data', 'signpost.db'))

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  commandsContract('PostgreSQL', () => postgres.fresh())
})

test('a command that finds no database says so, and makes none', async () => {
  const DATABASE_URL = join(folder(), 'signpost.db')

  const { code, errors } = await commandWith('audit', ['verify'], { DATABASE_URL })

  expect({ code, errors }).toEqual({
    code: 1,
    errors: `There is no database at ${DATABASE_URL}. Set DATABASE_URL to where it is.\n`,
  })
  expect(existsSync(DATABASE_URL)).toBe(false)
})
