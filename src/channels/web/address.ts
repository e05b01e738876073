import { Act } from '../../chat/act.ts'
import { pageAfter } from '../../chat/page-after.ts'

/** An act as an address: `/case?reference=SAF-7K3Q-2M`. Its first word is the path, what else it holds is the query. */
export function hrefOf(base: string, act: Act): string {
  const { do: path, ...rest } = act
  const query = new URLSearchParams(
    Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return `${base}/${path}${query === '' ? '' : `?${query}`}`
}

/** The act that an address stands for; nothing where it is none of ours. */
export function actAt(path: string, query: URLSearchParams): Act | undefined {
  return Act.safeParse({
    ...Object.fromEntries([...query].map(([name, value]) => [name, read(name, value)])),
    do: path,
  }).data
}

/** An address holds text alone. These are the parts of an act that are something else. */
function read(name: string, value: string): unknown {
  if (['version', 'page', 'clock'].includes(name)) return /^\d{1,9}$/.test(value) ? Number(value) : value
  if (['helpful', 'on'].includes(name)) return value === 'true'
  return value
}

const looks: readonly Act['do'][] = [
  ...(['home', 'help', 'clause', 'desk', 'mine', 'own', 'withdraw', 'reopen-own', 'inbox', 'case', 'write'] as const),
  ...(['file', 'step-back', 'warn', 'warnings', 'agency', 'numbers', 'records', 'hold', 'stuck', 'move'] as const),
]

/** Whether an act only shows something, or opens a form: then a link does. Whatever changes anything is sent by a button. */
export function isLook(act: Act): boolean {
  return looks.includes(act.do) && !(act.do === 'move' && act.move === 'acknowledge')
}

/** Where a link leads. It never does anything but show: what it is about is done by a button on the page that it opens. */
export function hrefAfter(act: Act): string {
  return hrefOf('', isLook(act) ? act : lookInstead(act))
}

/** The act that a path of ours stands for; nothing for any other, so that nobody is sent elsewhere by it. */
export function actOfPath(path: string): Act | undefined {
  const [, word = '', query = ''] = /^\/([a-z-]+)(?:\?(.*))?$/.exec(path) ?? []
  return actAt(word, new URLSearchParams(query))
}

/** Where somebody is who opens the address of an act that must be sent, by loading its result again, say. There is always such a page. */
export function lookInstead(act: Act): Act {
  return pageAfter(act) ?? ('reference' in act ? { do: 'case', reference: act.reference } : { do: 'home' })
}
