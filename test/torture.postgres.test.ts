import { describe } from 'vitest'
import { noPostgres } from './support/postgres.ts'
import { postgresEngine } from './torture/engines.ts'
import { tortureContract } from './torture.contract.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  tortureContract('PostgreSQL', postgresEngine)
})
