import type { Action, File } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { hrefOf, isLook } from '../address.ts'

/** What the drawing of a reply must know of where it will stand. */
export interface Setting {
  base: string
  token: string
  /** Headings in it begin at this level. */
  level: 2 | 3
  /** What each button of it sends along: in which room it was pressed, and beneath what. */
  along?: Readonly<Record<string, string>>
  /** Where a file that stands in it can be fetched. */
  hrefOfFile?(file: File): string
  /** What it is about, for buttons that say no more than "Open". */
  about?: string
}

/** What can be pressed: a link where it only shows something, else a button that sends. It works without any script. */
export function way(action: Action, setting: Setting): Markup {
  const { label, act, tone } = action
  const href = hrefOf(setting.base, act)
  const looks = tone === 'main' ? 'button main' : tone === 'danger' ? 'button danger' : 'button'
  const name = fullName(action, setting)
  if (isLook(act)) {
    const inPlace = act.do === 'clause' && html` data-clause`
    return html`<a class="${looks}" href="${href}"${name && html` aria-label="${name}"`}${inPlace}>${label}</a>`
  }
  const stays = ['choose', 'share', 'feedback', 'council'].includes(act.do) && html` data-stays`
  return html`<form class="way" method="post" action="${href}"${stays}>${hidden({ token: setting.token, ...setting.along })}<button class="${looks}"${name && html` aria-label="${name}"`}>${label}</button></form>`
}

export function ways(actions: readonly Action[], setting: Setting): Markup {
  if (actions.length === 0) return html``
  return html`<div class="ways">${actions.map(action => way(action, setting))}</div>`
}

export function hidden(fields: Readonly<Record<string, string>>): Markup {
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

/** Whoever hears the buttons of a page one after the other must hear which case each is about. */
function fullName({ label, act }: Action, { about }: Setting): string | undefined {
  const of = 'reference' in act ? act.reference : undefined
  if (of && !label.includes(of)) return `${label}: ${of}`
  return about && /^(?:Open|Try again|Set aside|Helpful|Not helpful)$/.test(label) ? `${label}: ${about}` : undefined
}
