import { Fixable } from './errors.ts'

/** What may stand in the log beside the name of an event: numbers, and short words of ours. Nobody's sentence fits. */
export type Fields = Record<string, number | boolean | string>

export interface Log {
  /** One line of JSON an event. A word that is longer than any of ours, or holds a space, is left out. */
  event(name: string, fields?: Fields): void
  /** An error of ours, under the name that a person was given for it: what kind, and where; never what it says, which may quote them. */
  fault(id: string, error: unknown): void
}

export function logTo(write: (line: string) => void, now: () => Date): Log {
  const event = (name: string, fields: Fields = {}) => {
    const known = Object.entries(fields).filter(([, value]) => typeof value !== 'string' || isWord(value))
    write(JSON.stringify({ at: now().toISOString(), event: name, ...Object.fromEntries(known) }))
  }
  return {
    event,
    fault: (id, error) => write(JSON.stringify({ at: now().toISOString(), event: 'fault', id, chain: chainOf(error) })),
  }
}

function isWord(value: string): boolean {
  return /^[\w.:/-]{1,60}$/.test(value)
}

interface Link {
  kind: string
  says?: string
  code?: string
  where: string[]
}

/**
 * The error and what caused it, each by its class, its code and the lines of the program it came through. Only what we wrote for the
 * person who runs the program is said in words, since that never holds anybody else's.
 */
function chainOf(error: unknown): Link[] {
  const links: Link[] = []
  for (let one = error; one !== undefined && one !== null && links.length < 5; one = causeOf(one)) {
    const { name, code, stack } = one as { name?: unknown; code?: unknown; stack?: unknown }
    const frames = typeof stack === 'string' ? stack.split('\n').filter(line => /^\s+at /.test(line)) : []
    links.push({
      kind: typeof name === 'string' && isWord(name) ? name : typeof one,
      ...(one instanceof Fixable ? { says: one.message } : {}),
      ...(typeof code === 'string' && isWord(code) ? { code } : {}),
      where: frames
        .slice(0, 8)
        .map(line => line.trim().replace(/\(?(?:file:\/\/)?\/.*\/((?:src|scripts|node_modules)\/)/, '($1')),
    })
  }
  return links
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined
}
