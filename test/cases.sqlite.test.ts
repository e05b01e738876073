import { join } from 'node:path'
import { casesContract } from './cases.contract.ts'
import { eyesContract } from './cases.eyes.contract.ts'
import { keptContract } from './cases.kept.contract.ts'
import { matrixContract } from './cases.matrix.contract.ts'
import { namelessContract } from './cases.nameless.contract.ts'
import { promisesContract } from './cases.promises.contract.ts'
import { drillContract } from './drill.contract.ts'
import { mailContract } from './mail.contract.ts'
import { outboxContract } from './outbox.contract.ts'
import { folder } from './support/folder.ts'
import { tellingContract } from './telling.contract.ts'

const freshFile = async () => join(folder(), 'signpost.db')

casesContract('SQLite', freshFile)
eyesContract('SQLite', freshFile)
keptContract('SQLite', freshFile)
tellingContract('SQLite', freshFile)
outboxContract('SQLite', freshFile)
mailContract('SQLite', freshFile)
drillContract('SQLite', freshFile)
matrixContract('SQLite', freshFile)
promisesContract('SQLite', freshFile)
namelessContract('SQLite', freshFile, url => join(url, '..'))
