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
  const path = lowered[host]?.(decoded(url.pathname)) ?? decoded(url.pathname)
  const query = new URLSearchParams(kept).toString()
  return `${host}${url.port ? `:${url.port}` : ''}${path.replace(/\/+$/, '')}${query ? `?${query}` : ''}`
}

/** The same site under its other names: on a telephone, with www, before it was renamed. */
function hostOf(hostname: string): string {
  const bare = hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(?:(?:www|m|mobile|mbasic|amp|touch|web)\.)+(?=[^.]+\.)/, '')
  return renamed[bare] ?? bare
}

const renamed: Record<string, string> = {
  'twitter.com': 'x.com',
  'fb.com': 'facebook.com',
  'en-gb.facebook.com': 'facebook.com',
  'old.reddit.com': 'reddit.com',
  'uk.linkedin.com': 'linkedin.com',
}

/** Addresses that say in other words all that the usual ones say. */
const shortened: Record<string, (url: URL) => string | undefined> = {
  'youtu.be': url => `youtube.com/watch?v=${url.pathname.slice(1)}`,
  'facebook.com': url => {
    const [, id] = /^\/people\/[^/]+\/(\d+)\/?$/.exec(url.pathname) ?? []
    return id && `facebook.com/profile.php?id=${id}`
  },
  'fb.watch': url => `facebook.com/watch${url.pathname.replace(/\/+$/, '')}`,
}

/** What says where a visitor came from, and nothing of where they went. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|msclkid|igsh(?:id)?|mibextid|ref(?:_src|_url|src)?|si|feature|share(?:_id)?|rdid|__cft__.*|__tn__|mc_[ce]id|trk)$/i

/** Names that mean something on other sites; and the language, or the tab, in which a page is shown. */
const trackingOf: Record<string, RegExp> = {
  'x.com': /^(?:[st]|lang)$/,
  'tiktok.com': /^(?:_[rt]|is_\w+|sender_device|lang)$/,
  'facebook.com': /^(?:locale|refid|sk|paipv|eav|_rd[rc]|hc_\w+)$/,
  'instagram.com': /^hl$/,
}

/** Where sites do not tell capitals apart: in the names of people and pages, and not in the ids of posts. */
const first = (path: string) => path.replace(/^\/[^/]+/, name => name.toLowerCase())
const lowered: Record<string, (path: string) => string> = {
  ...{ 'facebook.com': first, 'x.com': first, 'instagram.com': first, 'tiktok.com': first },
  'youtube.com': path => path.replace(/^\/@[^/]+/, name => name.toLowerCase()),
  'linkedin.com': path => path.replace(/^\/in\/[^/]+/, name => name.toLowerCase()),
}

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
