import { join } from 'node:path'
import { databaseContract } from './db.contract.ts'
import { folder } from './support/folder.ts'

databaseContract('SQLite', async () => join(folder(), 'signpost.db'))
