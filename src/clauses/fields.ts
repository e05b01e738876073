import type { Printed } from './lines.ts'

/** `Label: value`, `Label⇥value` and, on a front page, `Policy Owner Town Clerk`. A value that only holds a place is none. */
export function fieldsOf(lines: Printed[], front: Printed[]): Map<string, string> {
  const fields = new Map<string, string>()
  const top = new Set(front)
  for (const line of lines) {
    if (line.text.length > 300) continue
    for (const [name = '', value = ''] of pairsIn(line.text, top.has(line))) {
      const key = name.replace(/[:\s]+$/, '').trim()
      if (!isPlaceholder(value.trim()) && !fields.has(key)) fields.set(key, value.trim())
    }
  }
  return fields
}

function pairsIn(text: string, front: boolean): string[][] {
  const cells = text.split(/\s*\t\s*|\s+\|\s*/)
  const whole = cells.map(cell => /^([^:]{3,45}):\s*(\S.*)$/.exec(cell)?.slice(1) ?? [])
  if (cells.length > 1 && whole.every(pair => pair.length === 2)) return whole
  if (cells.length > 1) return cells.flatMap((cell, at) => (at % 2 === 0 ? [[cell, cells[at + 1] ?? '']] : []))
  const pair = /^([^:]{3,45}):\s*(.*)$/.exec(text) ?? (front ? bare.exec(text) : null)
  return pair ? [pair.slice(1)] : []
}

/** Names of fields so usual that they need no colon. */
const bare =
  /^((?:policy |document )?(?:owner|author|version|status)|approved by|approval date|date (?:approved|adopted)|adopted(?: on)?|date of (?:adoption|approval|issue|next review)|(?:next |last )?review(?:ed)?(?: date)?|responsible officer)\s+([A-Z\d[].*)$/i

/** Empty, another label, `[Insert date]`, `TBC`, dots to write on. */
function isPlaceholder(value: string): boolean {
  if (value === '' || /^[^:]{0,40}:$/.test(value) || /^[[<].*[\]>]$/.test(value)) return true
  return /^(?:tbc|tba|n\/a|none|-+|_+|[.…\s]+|x+|dd\/mm\/yy(?:yy)?)$/i.test(value)
}
