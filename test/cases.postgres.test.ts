import { afterAll, beforeAll, describe } from 'vitest'
import { casesContract } from './cases.contract.ts'
import { eyesContract } from './cases.eyes.contract.ts'
import { keptContract } from './cases.kept.contract.ts'
import { matrixContract } from './cases.matrix.contract.ts'
import { namelessContract } from './cases.nameless.contract.ts'
import { promisesContract } from './cases.promises.contract.ts'
import { drillContract } from './drill.contract.ts'
import { mailContract } from './mail.contract.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'
import { tellingContract } from './telling.contract.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  casesContract('PostgreSQL', () => postgres.fresh())
  eyesContract('PostgreSQL', () => postgres.fresh())
  keptContract('PostgreSQL', () => postgres.fresh())
  tellingContract('PostgreSQL', () => postgres.fresh())
  mailContract('PostgreSQL', () => postgres.fresh())
  drillContract('PostgreSQL', () => postgres.fresh())
  matrixContract('PostgreSQL', () => postgres.fresh())
  promisesContract('PostgreSQL', () => postgres.fresh())
  namelessContract(
    'PostgreSQL',
    () => postgres.fresh(),
    () => postgres.folder,
  )
})
