const made = Symbol('markup')

/** A piece of HTML. Only `html` makes one, so no text from outside can pass for one. */
export interface Markup {
  readonly [made]: true
  readonly text: string
}

/** html`<p>${words}</p>`. A hole is escaped, wherever it stands, unless it is a piece made the same way, or several. */
export function html(parts: TemplateStringsArray, ...holes: (string | number | Markup | Markup[])[]): Markup {
  const text = parts.reduce((all, part, at) => `${all}${written(holes[at - 1] ?? '')}${part}`)
  return { [made]: true, text }
}

function written(hole: string | number | Markup | Markup[]): string {
  if (Array.isArray(hole)) return hole.map(({ text }) => text).join('')
  return typeof hole === 'object' ? hole.text : escaped(String(hole))
}

/** Control characters other than tabs and line ends are no part of HTML. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replace(/[&<>"'`]/g, sign => `&#${sign.charCodeAt(0)};`)
}
