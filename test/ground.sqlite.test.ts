import { join } from 'node:path'
import { backupContract } from './backup.contract.ts'
import { groundContract } from './ground.contract.ts'
import { folder } from './support/folder.ts'

const freshUrl = async () => join(folder(), 'signpost.db')

groundContract('SQLite', freshUrl, url => join(url, '..'))
backupContract('SQLite', freshUrl, freshUrl)
