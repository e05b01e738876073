import { createHash } from 'node:crypto'

/** A file as a folder shows it, without opening it. */
export interface Seen {
  file: string
  size: number
  modifiedMs: number
}

/** What each file looked like when it was read: size, time, and a hash of what was in it. */
export type Prints = Record<string, string>

export function printOf({ size, modifiedMs }: Seen, bytes: Uint8Array): string {
  return `${size} ${modifiedMs} ${createHash('sha256').update(bytes).digest('hex')}`
}

/** Of a file that could not be read: the same file need not be tried again. */
export function failedPrint({ size, modifiedMs }: Seen): string {
  return `${size} ${modifiedMs} failed`
}

/** Size and time, which cost nothing: a share is not read through at every start. */
export function looksSame({ size, modifiedMs }: Seen, print: string | undefined): boolean {
  return print?.startsWith(`${size} ${modifiedMs} `) === true
}

/** Whether the same is in the same files, whenever they were copied. */
export function holdSame(now: Prints, before: Prints): boolean {
  const content = (print: string | undefined) => print?.split(' ')[2]
  const files = Object.keys(now)
  return (
    files.length === Object.keys(before).length && files.every(file => content(now[file]) === content(before[file]))
  )
}
