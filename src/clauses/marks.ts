/**
 * How lines are written down, whatever the format, so that one outline serves all (see `source.ts`): spaces and invisible
 * characters made plain, every bullet glyph a `- `, bold at the start of a paragraph between two pairs of asterisks.
 */

/** The same characters whatever program wrote them: plain spaces and hyphens, nothing invisible, no ligatures. */
export function plain(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\ufb00-\ufb06]/g, ligature => ligature.normalize('NFKC'))
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
}

/** Glyphs that stand for a bullet. The private ones are what Word's Symbol and Wingdings bullets become in other programs. */
const glyph = /^(\s*)(?:[•‣◦⁃∙⦁▪▫■□▶►▸●○◆◇◊❖❑❒➢➤➔➜✓✔✗✘❏✦★☐☑☒\uf000-\uf0ff]|[·*+–—−-](?=\s)|o(?=\s)|§(?=\s+\p{L}))\s*/u

/** A line whose first mark is a bullet of any shape, with `- ` for it. */
export function bulleted(text: string): string {
  return text.replace(glyph, '$1- ')
}

export interface Run {
  text: string
  bold: boolean
}

/** A label as printed at the start of a paragraph: `2.1`, `a)`, `(iv)`, `Appendix 2`, `-`. */
const label = /^\s*(?:-\s+)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*[.):]*|(?:[a-z]|[ivxl]{1,6})[.):]+)\s+)?/i

/** The runs of a paragraph as one text. Bold that opens it is marked; a label before the bold stays outside the marks. */
export function withBoldLead(runs: Run[]): string {
  const all = runs.map(run => run.text).join('')
  const from = lengthOfLabel(all)
  const to = endOfBold(runs, from)
  const lead = all.slice(from, to).trim()
  // One bold letter or a bold stop is an accident of typing, not a lead-in.
  if (!/\w\w/.test(lead)) return all
  const space = /\s$/.test(all.slice(0, to)) || /^\s/.test(all.slice(to)) ? ' ' : ''
  return `${all.slice(0, from)}**${lead}**${space}${all.slice(to).trimStart()}`.trimEnd()
}

/** How much of the start of a paragraph is its printed label. */
export function lengthOfLabel(text: string): number {
  return label.exec(text)?.[0].length ?? 0
}

/** Where the bold that covers position `from` ends; `from` itself when that place is not bold. */
function endOfBold(runs: Run[], from: number): number {
  let at = 0
  for (const run of runs) {
    const next = at + run.text.length
    if (next > from && !run.bold && run.text.trim() !== '') return Math.max(at, from)
    at = next
  }
  return at
}

/** Whether a line that its format calls a heading can be one: some documents set whole paragraphs in a heading's style. */
export function canHead(text: string): boolean {
  if (text.length > 160) return false
  return !/[.;:,]$/.test(text) || text.split(/\s+/).length <= 12
}
