import { join } from 'node:path'
import { casesContract } from './cases.contract.ts'
import { folder } from './support/folder.ts'

casesContract('SQLite', async () => join(folder(), 'signpost.db'))
