/**
 * What every reader makes of a file, whatever its format: lines of text in reading order, with where they stand.
 * The outline knows only this. Conventions, so that one outline serves all formats:
 * - `text` keeps its leading spaces (nesting) and its printed label (`2.1`, `a)`); numbers that a format computes
 *   (DOCX lists, HTML `<ol>`) are written out as they would be printed; bullets are `- `; table cells are joined by a tab;
 * - bold at the start of a paragraph is marked `**so**`;
 * - `level` is 1–6 where the format itself says that the line is a heading (a DOCX style, `<h2>`, `##`, larger type).
 *   The text of such a line holds no mark-up.
 * - A blank line has an empty text. Blank lines are kept: they part paragraphs.
 */
export interface Line {
  text: string
  /** 1-based, in the source as a person would count it. For formats without lines: the paragraph's number. */
  line: number
  page: number | null
  level?: number
}

export interface Source {
  lines: Line[]
  /** What the file says of itself outside its text: front matter, document properties. Lower-case keys. */
  about: Record<string, string>
  /** What a person should know of how it was read. */
  notes: string[]
}
