/**
 * One spelling for all the addresses that lead to the same page, so that two reports of one post are found to be related.
 * Nothing is fetched. It errs on the side of two spellings: a wrong "related" would show a desk what it need not see.
 */
export function normalLink(written: string): string | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written.trim()) ? written.trim() : `https://${written.trim()}`
  if (!URL.canParse(withScheme)) return undefined
  const url = new URL(withScheme)
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return undefined
  const host = hostOf(url.hostname)
  const short = shortened[host]?.(url)
  if (short) return short
  const kept = [...url.searchParams]
    .filter(([name]) => !tracking.test(name) && !trackingOf[host]?.test(name))
    .sort(byNameThenValue)
  const path = decoded(url.pathname).replace(/\/+$/, '')
  const query = new URLSearchParams(kept).toString()
  return `${host}${url.port ? `:${url.port}` : ''}${path}${query ? `?${query}` : ''}`
}

/** The same site under its other names: on a telephone, with www, before it was renamed. */
function hostOf(hostname: string): string {
  const bare = hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(?:(?:www|m|mobile|amp|touch|web)\.)+(?=[^.]+\.)/, '')
  return renamed[bare] ?? bare
}

const renamed: Record<string, string> = {
  'twitter.com': 'x.com',
  'fb.com': 'facebook.com',
  'en-gb.facebook.com': 'facebook.com',
  'old.reddit.com': 'reddit.com',
  'uk.linkedin.com': 'linkedin.com',
}

/** Sites whose own short links carry all that the long ones say. */
const shortened: Record<string, (url: URL) => string> = {
  'youtu.be': url => `youtube.com/watch?v=${url.pathname.slice(1)}`,
  'fb.watch': url => `facebook.com/watch${url.pathname.replace(/\/+$/, '')}`,
}

/** What says where a visitor came from, and nothing of where they went. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|msclkid|igshid?|mibextid|ref(?:_src|_url|src)?|si|feature|share(?:_id)?|rdid|__cft__.*|__tn__|mc_[ce]id|trk)$/i

/** Names that mean something on other sites. */
const trackingOf: Record<string, RegExp> = { 'x.com': /^[st]$/, 'tiktok.com': /^(?:_[rt]|is_\w+|sender_device)$/ }

function byNameThenValue([a, x]: [string, string], [b, y]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
