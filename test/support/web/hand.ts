/** What came back: where one ended up, and what stood there. */
export interface Seen {
  status: number
  path: string
  text: string
  headers: Headers
}

/**
 * A browser that runs no script: it keeps its cookies, follows where it is sent, and puts the token of the page it saw last into what it
 * sends. `headers` go with each request, so that it can also pass for a page of another site.
 */
export function hand(address: string, headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>()
  let token = ''
  const ask = async (path: string, init: RequestInit = {}, also: Record<string, string> = {}): Promise<Seen> => {
    const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
    const response = await fetch(new URL(path, address), {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...also, cookie },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const onward = response.headers.get('location')
    if (onward) return ask(onward)
    const text = await response.text()
    token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? token
    return { status: response.status, path, text, headers: response.headers }
  }
  return {
    get: (path: string) => ask(path),
    post: (path: string, fields: Record<string, unknown> = {}, also: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body: formOf({ token, ...fields }) }, also),
    /** A form of the heart, with what is given in it. */
    sends: (path: string, given: Record<string, unknown>, sent: 'yes' | 'no' = 'yes') =>
      ask(path, { method: 'POST', body: formOf({ token, submission: crypto.randomUUID(), sent, ...named(given) }) }),
  }
}

export type Hand = ReturnType<typeof hand>

function formOf(fields: Record<string, unknown>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one instanceof File ? one : String(one))
  return form
}

/** Under the names that stand in the form: a day and a time, several choices and files have ways of their own. */
function named(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, value]): [string, unknown][] => {
      if (value instanceof File) return [[`file.${id}`, value]]
      if (Array.isArray(value)) return [[`many.${id}`, value]]
      const [, day, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(String(value)) ?? []
      return day
        ? [
            [`day.${id}`, day],
            [`time.${id}`, time],
          ]
        : [[`one.${id}`, value]]
    }),
  )
}
