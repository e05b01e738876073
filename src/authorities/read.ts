import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Fixable } from '../errors.ts'
import { Authority, unknownNames } from './authority.ts'
import { readSettings } from './settings.ts'

/** The authorities in a folder of policies, in the order of their names; a Fixable with all that is wrong otherwise. */
export function readAuthorities(policies: string): Authority[] {
  const { authorities, mistakes } = lookAtAuthorities(policies)
  if (mistakes.length > 0) throw new Fixable(mistakes.join('\n'))
  return authorities
}

/** The same for one authority, by its folder. */
export function readAuthority(folder: string): Authority {
  const { settings, mistakes } = lookAtAuthority(folder)
  if (!settings) throw new Fixable(mistakes.join('\n'))
  return settings
}

/** For whoever reports all mistakes at once: those authorities that can be read, and every mistake in the others. */
export function lookAtAuthorities(policies: string): { authorities: Authority[]; mistakes: string[] } {
  const folders = authorityFolders(policies)
  if (folders.length === 0) {
    return { authorities: [], mistakes: [`${policies} holds no council: no folder in it has a file authority.yaml.`] }
  }
  const read = folders.map(folder => lookAtAuthority(folder))
  return {
    authorities: read.flatMap(({ settings }) => settings ?? []).sort((a, b) => a.name.localeCompare(b.name)),
    mistakes: read.flatMap(({ mistakes }) => mistakes),
  }
}

function lookAtAuthority(folder: string) {
  const file = join(folder, 'authority.yaml')
  if (!existsSync(file)) {
    return { mistakes: [`${folder} has no authority.yaml. Copy one from another council's folder and change it.`] }
  }
  const { settings, mistakes } = readSettings(file, Authority, unknownNames)
  return settings ? { settings: { ...settings, id: basename(folder) }, mistakes } : { mistakes }
}

/** Folders with an authority.yaml. `desks/` is the one folder that is no council's. */
function authorityFolders(policies: string): string[] {
  if (!existsSync(policies) || !statSync(policies).isDirectory()) return []
  return readdirSync(policies, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'desks' && !entry.name.startsWith('.'))
    .map(entry => join(policies, entry.name))
    .filter(folder => existsSync(join(folder, 'authority.yaml')))
    .sort()
}
