import { randomUUID } from 'node:crypto'

/**
 * An id that nobody can guess and that sorts by its time: version 7 of the usual UUID. Rows that come together then stand
 * together: with ids by chance alone each report changed a page of its own in a dozen indexes, and all of them had to reach the
 * disk.
 */
export function newId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
