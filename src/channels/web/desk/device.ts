/** What somebody would call their browser: `Firefox on Windows`. Nothing finer is kept of it. */
export function deviceIn(agent: string): string {
  const browser = first(agent, { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' })
  const system = first(agent, {
    ...{ iPhone: 'iPhone', iPad: 'iPad', Android: 'Android', Windows: 'Windows' },
    ...{ 'Mac OS': 'a Mac', CrOS: 'a Chromebook', Linux: 'Linux' },
  })
  return `${browser ?? 'A browser'} on ${system ?? 'a device'}`
}

function first(agent: string, names: Record<string, string>): string | undefined {
  return Object.entries(names).find(([mark]) => agent.includes(mark))?.[1]
}
