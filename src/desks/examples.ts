import { Fixable } from '../errors.ts'

/** A message as somebody might type it, and the desk it belongs on, or "none". */
export interface Example {
  say: string
  desk: string
  urgent: boolean
  /** What else would be right. */
  accept: string[]
}

/** Examples by the heading they stand under. A Fixable where a line cannot be read. */
export function readExamples(text: string, file: string): Map<string, Example[]> {
  const batches = new Map<string, Example[]>()
  let batch: Example[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const heading = /^\[(.+)\]\s*$/.exec(line)?.[1]
    const [, desk, urgent, accept, say] = /^([\w-]+)(!?)(?: \(([\w, -]+)\))? \| +(\S.*?)\s*$/.exec(line) ?? []
    if (heading !== undefined) {
      batch = batches.get(heading) ?? []
      batches.set(heading, batch)
    } else if (desk !== undefined && say !== undefined)
      batch.push({ say, desk, urgent: urgent === '!', accept: accept?.split(', ') ?? [] })
    else throw unreadable(file, at + 1, line)
  }
  return batches
}

function unreadable(file: string, number: number, line: string): Fixable {
  const start = line.length > 40 ? `${line.slice(0, 40)}…` : line
  return new Fixable(
    `${file}, line ${number}: "${start}" cannot be read. Write the desk, a stroke and the message: "press | a reporter rang".`,
  )
}
