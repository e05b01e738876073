import { bulleted, plain } from './marks.ts'
import type { Line, Source } from './source.ts'

/** Plain text: every line as it stands. Form feeds, where a program left them, tell the pages. */
export function readText(text: string): Source {
  const paged = text.includes('\f')
  let page = 1
  const lines = text.split(/\r\n|\r|\n/).map((raw, at): Line => {
    page += raw.split('\f').length - 1
    return { text: bulleted(plain(raw)).trimEnd(), line: at + 1, page: paged ? page : null }
  })
  return { lines, about: {}, notes: [] }
}
