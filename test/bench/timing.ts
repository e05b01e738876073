/** What is measured, and how it is put away again. */
export interface Work {
  one(number: number): Promise<unknown>
  end(): Promise<void>
}

const lastsMs = 1_500

/** How often a second it is done, by so many callers who each begin again when they are done. */
export async function rate(callers: number, { one, end }: Work): Promise<number> {
  let number = 0
  let done = 0
  // The first ones make connections and statements ready.
  await Promise.all(Array.from({ length: callers * 2 }, () => one(number++)))
  const began = performance.now()
  const caller = async () => {
    for (; performance.now() - began < lastsMs; done++) await one(number++)
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - began) / 1_000
  await end()
  return done / seconds
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0
}
