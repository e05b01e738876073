import { multiplied } from './matrix.ts'

/** A straight line on the page, or a filled box so thin that it is one. Points from the top left. */
export interface Rule {
  x1: number
  y1: number
  x2: number
  y2: number
}

interface Drawing {
  fnArray: number[]
  argsArray: unknown[]
}

/** A page that draws more than this is a map, and has no table that could be made out. */
const mostRules = 20_000
const thin = 2.5

/** The horizontal and vertical lines of a page. Programs draw borders as strokes, as boxes, or as thin filled boxes. */
export function rulesOf(drawing: Drawing, ops: Record<string, number>, view: number[]): Rule[] {
  const rules: Rule[] = []
  const kept: number[][] = []
  let matrix: number[] = view
  for (let at = 0; at < drawing.fnArray.length && rules.length < mostRules; at++) {
    const op = drawing.fnArray[at]
    const args = drawing.argsArray[at]
    if (op === ops['save']) kept.push(matrix)
    else if (op === ops['restore']) matrix = kept.pop() ?? view
    else if (op === ops['transform'] && Array.isArray(args)) matrix = multiplied(matrix, args)
    else if (op === ops['paintFormXObjectBegin'] && Array.isArray(args)) {
      kept.push(matrix)
      if (Array.isArray(args[0])) matrix = multiplied(matrix, args[0])
    } else if (op === ops['paintFormXObjectEnd']) matrix = kept.pop() ?? view
    else if (op === ops['constructPath'] && Array.isArray(args) && args[0] !== ops['endPath'])
      for (const box of boxesOf(args[1])) rules.push(...edges(box, matrix))
  }
  return rules
}

/** The boxes around the parts of a path. pdf.js hands over a path as numbers: a sign for the step, then its points. */
function boxesOf(path: unknown): Rule[] {
  const steps = Array.isArray(path) ? path[0] : undefined
  if (!(steps instanceof Float32Array)) return []
  const points: Record<number, number> = { 0: 2, 1: 2, 2: 6, 3: 4, 4: 0 }
  const boxes: Rule[] = []
  for (let at = 0; at < steps.length; ) {
    const step = steps[at] ?? 4
    const length = points[step] ?? 0
    const box = boxes.at(-1)
    // What is curved is no border.
    if (step === 0)
      boxes.push({ x1: steps[at + 1] ?? 0, y1: steps[at + 2] ?? 0, x2: steps[at + 1] ?? 0, y2: steps[at + 2] ?? 0 })
    else if (box && step === 1) grow(box, steps[at + 1] ?? 0, steps[at + 2] ?? 0)
    else if (box && length > 2) boxes.pop()
    at += 1 + length
  }
  return boxes
}

function grow(box: Rule, x: number, y: number): void {
  box.x1 = Math.min(box.x1, x)
  box.y1 = Math.min(box.y1, y)
  box.x2 = Math.max(box.x2, x)
  box.y2 = Math.max(box.y2, y)
}

function edges(box: Rule, matrix: number[]): Rule[] {
  const [, , , , ax, ay] = multiplied(matrix, [1, 0, 0, 1, box.x1, box.y1])
  const [, , , , bx, by] = multiplied(matrix, [1, 0, 0, 1, box.x2, box.y2])
  const [x1, x2, y1, y2] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)]
  const [wide, high] = [x2 - x1, y2 - y1]
  if (![x1, x2, y1, y2].every(Number.isFinite) || (wide < 4 && high < 4)) return []
  if (high <= thin) return [{ x1, x2, y1: (y1 + y2) / 2, y2: (y1 + y2) / 2 }]
  if (wide <= thin) return [{ y1, y2, x1: (x1 + x2) / 2, x2: (x1 + x2) / 2 }]
  return [
    { x1, x2, y1, y2: y1 },
    { x1, x2, y1: y2, y2 },
    { x1, x2: x1, y1, y2 },
    { x1: x2, x2, y1, y2 },
  ]
}
