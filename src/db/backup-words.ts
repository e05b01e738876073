import type { Contents } from './backup-lines.ts'

/** What a backup holds, for the person who made it or found it. */
export function contentsInWords({ at, engine, shape, tables, files, bytes, audit, masters, sha256 }: Contents): string {
  const rows = Object.entries(tables).map(([name, count]) => `${count} × ${name}`)
  return `is whole. It was made at ${new Date(at).toISOString()} from ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, shape ${shape}, and holds:
  rows: ${rows.join(', ')}
  files: ${files} (${bytes} bytes, sealed)
  head of the audit: ${audit.number}:${audit.hash}
  sealed under: ${masters.join(' and ') || 'nothing'}; that key is not in it
  SHA-256 of its lines: ${sha256}`
}
