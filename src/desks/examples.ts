/** A message as somebody might type it, and the desk it belongs on, or "none". */
export interface Example {
  say: string
  desk: string
  urgent: boolean
  /** What else would be right. */
  accept: string[]
}

export interface Examples {
  /** By the heading they stand under. */
  batches: Map<string, Example[]>
  /** Lines that cannot be read, by number alone: what stands there may be what somebody really sent, and belongs in no log. */
  mistakes: string[]
}

/** Whatever is wrong with one line, the others count. */
export function readExamples(text: string, file: string): Examples {
  const batches = new Map<string, Example[]>()
  const mistakes: string[] = []
  let batch: Example[] = []
  for (const [at, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = written.trim()
    if (line === '' || line.startsWith('#')) continue
    const heading = /^\[(.+)\]$/.exec(line)?.[1]
    const [, desk, urgent, accept, say] = /^([\w-]+)(!?)(?:\s*\(([\w, -]+)\))?\s*\|\s*(\S.*)$/.exec(line) ?? []
    if (heading !== undefined) {
      batch = batches.get(heading) ?? []
      batches.set(heading, batch)
    } else if (desk !== undefined && say !== undefined) {
      if (batches.size === 0) batches.set('', batch)
      batch.push({ say, desk, urgent: urgent === '!', accept: accept?.split(/,\s*/) ?? [] })
    } else
      mistakes.push(
        `${file}, line ${at + 1}, cannot be read. Write the desk, a stroke and the message: "press | a reporter rang".`,
      )
  }
  return { batches, mistakes }
}
