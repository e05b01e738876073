import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { secretsContract } from './secrets.contract.ts'
import { folder } from './support/folder.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'

secretsContract('SQLite', {
  freshUrl: async () => join(folder(), 'signpost.db'),
  folderOf: url => join(url, '..'),
})

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  secretsContract('PostgreSQL', {
    freshUrl: () => postgres.fresh(),
    folderOf: () => postgres.folder,
    dumped: () => postgres.dump(),
  })
})
