/**
 * A text as somebody saw it when they wrote or read it: Slack hands it on with its three signs written out, and with mentions and links
 * in angle brackets. Nothing else is changed.
 */
export function asSeen(text: string, nameOf: (user: string) => string | undefined = () => undefined): string {
  return text
    .replace(/<([@#!])([A-Za-z0-9^]+)(?:\|([^>]*))?>/g, (_, sign, id, label) => mentioned(sign, id, label, nameOf))
    .replace(/<([a-z][a-z+.-]*:[^|>\s]+)(?:\|([^>]*))?>/gi, (_, address: string, label?: string) =>
      linked(address, label),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

function mentioned(
  sign: string,
  id: string,
  label: string | undefined,
  nameOf: (user: string) => string | undefined,
): string {
  if (sign === '@') return `@${label || nameOf(id) || id}`
  if (sign === '#') return `#${label || id}`
  return label || `@${id.split('^')[0]}`
}

/** A link that was typed is shown as typed; one with words of its own, with both. */
function linked(address: string, label: string | undefined): string {
  const bare = address.replace(/^mailto:/, '')
  if (!label || label === bare || bare.endsWith(`://${label}`) || bare.endsWith(`://${label}/`)) return label ?? bare
  return `${label} (${bare})`
}

/** Without the mention that called us. */
export function withoutMention(text: string, bot: string): string {
  return text.replaceAll(new RegExp(`<@${bot}(?:\\|[^>]*)?>`, 'g'), ' ').trim()
}
