import type { Snapshot } from './database.ts'
import type { MasterKey } from './key-file.ts'
import { unwrap, type Wrapped } from './keys.ts'
import { sql } from './sql.ts'

export interface KeyCheck {
  /** How many keys open with the given master keys, by what they are for ("case", "kept", …). */
  opens: Record<string, number>
  lost: Record<string, number>
  /** The master keys that would be needed, of those that are not given. */
  missing: string[]
}

/** Tries every key in the database: with the key file in use, with the copy from the safe, or with none at all. */
export async function checkKeys(view: Snapshot, masters: readonly MasterKey[]): Promise<KeyCheck> {
  const check: KeyCheck = { opens: {}, lost: {}, missing: [] }
  for await (const row of view.each<Wrapped>(sql`select id, master, wrapped from data_key order by id`)) {
    const kind = row.id.split(':')[0] ?? row.id
    const master = masters.find(({ id }) => id === row.master)
    if (!master && !check.missing.includes(row.master)) check.missing.push(row.master)
    const counts = master && opens(row, master) ? check.opens : check.lost
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return check
}

function opens(row: Wrapped, master: MasterKey): boolean {
  try {
    return unwrap(row, master).length === 32
  } catch {
    return false
  }
}

export function lostInWords({ lost, missing }: KeyCheck, begin: string): string {
  const under = missing.length > 0 ? ` (sealed under ${missing.join(' and ')})` : ''
  return `${begin} ${counted(lost)}${under}. That is the words, names, files and messages sealed with them. References, states, times and the audit are not sealed, and stay.`
}

export function counted(counts: Record<string, number>): string {
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} × ${kind}`)
  return kinds.join(', ') || 'nothing'
}
