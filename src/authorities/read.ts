import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Fixable } from '../errors.ts'
import { Authority, unknownNames } from './authority.ts'
import { Holidays } from './one-offs.ts'
import { readSettings } from './settings.ts'
import { ownOrShipped } from './shipped.ts'

/** The authorities in a folder of policies, in the order of their names; a Fixable with all that is wrong otherwise. */
export function readAuthorities(policies: string): Authority[] {
  const { authorities, mistakes } = lookAtAuthorities(policies)
  if (mistakes.length > 0) throw new Fixable(mistakes.join('\n'))
  return authorities
}

/** For whoever reports all mistakes at once: those authorities that can be read, and every mistake in the others. */
export function lookAtAuthorities(policies: string): { authorities: Authority[]; mistakes: string[] } {
  const folders = authorityFolders(policies)
  if (folders.length === 0) {
    return { authorities: [], mistakes: [`${policies} holds no council: no folder in it has a file authority.yaml.`] }
  }
  const { holidays, mistakes } = lookAtHolidays(policies)
  const read = folders.map(folder => lookAtAuthority(folder, holidays))
  return {
    authorities: read.flatMap(({ settings }) => settings ?? []).sort((a, b) => a.name.localeCompare(b.name)),
    mistakes: [...mistakes, ...read.flatMap(one => one.mistakes)],
  }
}

/** The file of holidays, the council's own or the one that ships; where it cannot be read, the rules alone. */
export function lookAtHolidays(policies: string): { file: string; holidays: Holidays; mistakes: string[] } {
  const file = ownOrShipped(policies, 'holidays.yaml')
  const { settings, mistakes } = readSettings(file, Holidays)
  return { file, holidays: settings ?? { 'known until': '', 'one-off days': [] }, mistakes }
}

function lookAtAuthority(folder: string, holidays: Holidays) {
  const file = join(folder, 'authority.yaml')
  if (!existsSync(file)) {
    return { mistakes: [`${folder} has no authority.yaml. Copy one from another council's folder and change it.`] }
  }
  const { settings, mistakes } = readSettings(file, Authority, unknownNames)
  return settings ? { settings: { ...settings, id: basename(folder), holidays }, mistakes } : { mistakes }
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
