const made = Symbol('markup')

/** A piece of HTML. Only `html` makes one, so no text from outside can pass for one. */
export interface Markup {
  readonly [made]: true
  readonly text: string
}

/** What may stand in a hole. Nothing and `false` leave no trace, so that a piece can hang on a condition. */
export type Hole = string | number | Markup | readonly Markup[] | undefined | false

/** html`<p>${words}</p>`. A hole is escaped, wherever it stands, unless it is a piece made the same way, or several. */
export function html(parts: TemplateStringsArray, ...holes: Hole[]): Markup {
  const text = parts.reduce((all, part, at) => `${all}${written(holes[at - 1])}${part}`)
  return { [made]: true, text }
}

function written(hole: Hole): string {
  if (hole === undefined || hole === false) return ''
  if (typeof hole === 'string' || typeof hole === 'number') return escaped(String(hole))
  return 'text' in hole ? hole.text : hole.map(({ text }) => text).join('')
}

/** Control characters other than tabs and line ends are no part of HTML. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replace(/[&<>"'`]/g, sign => `&#${sign.charCodeAt(0)};`)
}
