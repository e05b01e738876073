import { Fixable } from '../../../errors.ts'

/** Cookies that only go back over TLS are the whole of what keeps a session; and a path before the pages would not be theirs. */
export function publicAddress(written: string): URL {
  const url = new URL(written)
  if (url.protocol !== 'https:' || url.pathname !== '/' || url.search || url.username)
    throw new Fixable(
      `PUBLIC_URL=${written} cannot be the address of the desk pages. Write https:// and a name, with nothing after it: https://signpost.council.example. Your own server ends TLS there and passes on to HOST and PORT.`,
    )
  return url
}
