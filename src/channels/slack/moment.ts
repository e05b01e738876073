/** A picked moment as a form takes it, on the clock of a place: `2026-11-20 14:30`. Where the place is not known, as it is in Greenwich. */
export function momentText(seconds: number, timeZone: string | undefined): string {
  const at = new Date(seconds * 1000)
  return timeZone ? onClock(at, timeZone) : `${at.toISOString().slice(0, 16)}Z`
}

/** The other way, as a picker is given it. */
export function momentSeconds(written: string, timeZone: string | undefined): number | undefined {
  const [, day, time, offset] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?$/.exec(written.trim()) ?? []
  const there = Date.parse(`${day}T${time}:00${offset ?? 'Z'}`)
  if (Number.isNaN(there)) return undefined
  if (offset || !timeZone) return there / 1000
  // Where the clock there shows another time, it is that much ahead; once more, for a day on which it is moved.
  const ahead = (at: number) => Date.parse(`${onClock(new Date(at), timeZone).replace(' ', 'T')}:00Z`) - at
  const near = there - ahead(there)
  return (there - ahead(near)) / 1000
}

function onClock(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    },
  }).formatToParts(at)
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}
