import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A file or folder that all councils share. A council's own folder of policies may leave it out: then it has the one that ships. */
export function ownOrShipped(policies: string, name: string): string {
  const own = join(policies, name)
  return existsSync(own) ? own : resolve(import.meta.dirname, '../../policies', name)
}
