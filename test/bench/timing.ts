/** What is measured, and how it is put away again. */
export interface Work {
  one(number: number): Promise<unknown>
  end(): Promise<void>
}

const lastsMs = 1_500
/** As in a program that has run for a while: its connections and statements are ready, and its code is compiled. */
const warmMs = 700

/** How often a second it is done, by so many callers who each begin again when they are done. */
export async function rate(callers: number, { one, end }: Work): Promise<number> {
  let number = 0
  let done = 0
  const all = async (forMs: number) => {
    const began = performance.now()
    done = 0
    const caller = async () => {
      for (; performance.now() - began < forMs; done++) await one(number++)
    }
    await Promise.all(Array.from({ length: callers }, caller))
    return (performance.now() - began) / 1_000
  }
  await all(warmMs)
  const seconds = await all(lastsMs)
  await end()
  return done / seconds
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0
}
