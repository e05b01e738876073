/** The six numbers with which PDF moves, turns and stretches. */
type Matrix = [number, number, number, number, number, number]

/** The movement `of` seen through the movement `by`. */
export function multiplied(by: ArrayLike<number>, of: ArrayLike<number>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(by)
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = Array.from(of)
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
