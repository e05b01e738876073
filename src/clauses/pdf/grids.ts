import type { Rule } from './rules.ts'

/** A ruled table: where its columns and rows are parted. */
export interface Grid {
  xs: number[]
  ys: number[]
}

const near = 3

/** The tables that are drawn with lines: groups of lines that touch, with at least one line inside across the columns. */
export function gridsOf(rules: Rule[]): Grid[] {
  const upright = rules.filter(rule => rule.x2 - rule.x1 < 1)
  const level = rules.filter(rule => rule.y2 - rule.y1 < 1 && rule.x2 - rule.x1 >= 1)
  // Cells of thousands of lines are a chart.
  if (upright.length === 0 || upright.length + level.length > 4000) return []
  return groupsOf([...upright, ...level]).flatMap(group => {
    const grid = {
      xs: places(group.filter(rule => rule.x2 - rule.x1 < 1).map(rule => rule.x1)),
      ys: places(group.filter(rule => rule.x2 - rule.x1 >= 1).map(rule => rule.y1)),
    }
    return grid.xs.length >= 3 && grid.ys.length >= 2 ? [grid] : []
  })
}

/** Lines that touch, directly or through others. */
function groupsOf(rules: Rule[]): Rule[][] {
  const sorted = [...rules].sort((one, other) => one.y1 - other.y1)
  const groups: { rules: Rule[]; bottom: number }[] = []
  for (const rule of sorted) {
    const touching = groups.filter(
      group => group.bottom >= rule.y1 - near && group.rules.some(other => touch(rule, other)),
    )
    const [into = { rules: [], bottom: 0 }] = touching
    if (touching.length === 0) groups.push(into)
    for (const other of touching.slice(1)) {
      into.rules.push(...other.rules)
      into.bottom = Math.max(into.bottom, other.bottom)
      groups.splice(groups.indexOf(other), 1)
    }
    into.rules.push(rule)
    into.bottom = Math.max(into.bottom, rule.y2)
  }
  return groups.map(group => group.rules)
}

function touch(one: Rule, other: Rule): boolean {
  return (
    one.x1 <= other.x2 + near && other.x1 <= one.x2 + near && one.y1 <= other.y2 + near && other.y1 <= one.y2 + near
  )
}

/** The distinct positions among many that differ by the thickness of a line. */
function places(all: number[]): number[] {
  const sorted = [...all].sort((one, other) => one - other)
  return sorted.filter((at, index) => index === 0 || at - (sorted[index - 1] ?? at) > near)
}

/** The row and column of the grid a point lies in; undefined outside. */
export function cellAt({ xs, ys }: Grid, x: number, y: number): { row: number; column: number } | undefined {
  const column = xs.findIndex((left, at) => x >= left - near && x < (xs[at + 1] ?? left) - near)
  const row = ys.findIndex((top, at) => y >= top - near && y < (ys[at + 1] ?? top) + near / 2)
  return column < 0 || row < 0 ? undefined : { row, column }
}
