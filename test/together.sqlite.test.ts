import { join } from 'node:path'
import { folder } from './support/folder.ts'
import { togetherContract } from './together.contract.ts'

// SQLite has one writer, for whom all others wait: fewer are enough to see that they do.
togetherContract('SQLite', 3, async () => join(folder(), 'signpost.db'))
