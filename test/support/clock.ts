/** A clock that a test moves, and nothing else does. */
export function testClock(at = '2026-11-20T10:00:00Z') {
  let now = new Date(at)
  return {
    now: () => now,
    set: (to: string) => {
      now = new Date(to)
    },
    forward: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
  }
}
