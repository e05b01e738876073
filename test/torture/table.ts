import type { Outcome } from './torture.ts'

/** How often a process was killed at each step, a column an engine. The many statements of a migration are one line an act. */
export function table(outcomes: readonly Outcome[]): string {
  const steps = [...new Set(outcomes.flatMap(({ hits }) => [...hits.keys()]))].sort()
  const lines = new Map<string, string[]>()
  for (const step of steps) lines.set(lineOf(step), [...(lines.get(lineOf(step)) ?? []), step])
  const width = Math.max(...[...lines.keys()].map(line => line.length)) + 2
  const cell = (text: string | number) => String(text).padStart(20)
  const rows = [...lines].map(([line, of]) => {
    const cells = outcomes.map(({ hits }) => counted(of.flatMap(step => hits.get(step) ?? [])))
    return `${line.padEnd(width)}${cells.map(cell).join('')}`
  })
  return [`${'killed at'.padEnd(width)}${outcomes.map(({ engine }) => cell(engine)).join('')}`, ...rows].join('\n')
}

function lineOf(step: string): string {
  return step.replace(/: (?:create|alter) .*/, ': between statements of a migration')
}

function counted(times: readonly number[]): string {
  if (times.length < 2) return String(times[0] ?? '–')
  const sum = times.reduce((all, one) => all + one, 0)
  return `${sum}, each ${Math.min(...times)} or more`
}
