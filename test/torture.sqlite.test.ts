import { sqlite } from './torture/engines.ts'
import { tortureContract } from './torture.contract.ts'

tortureContract('SQLite', async () => sqlite)
