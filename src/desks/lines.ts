import type { Authority } from '../authorities/authority.ts'
import type { Line } from '../authorities/people.ts'

/** 999 first, then the council's own lines for this desk. */
export function inDanger(authority: Authority, desk: string): string[] {
  const own = linesFor(authority['emergency lines'], desk).filter(({ number }) => number !== '999')
  return ['If anyone is in immediate danger, call 999 now.', ...own.map(({ name, number }) => `${name}: ${number}`)]
}

export function linesFor(lines: Line[], desk: string): Line[] {
  return lines.filter(line => line.for === undefined || line.for.includes(desk))
}
