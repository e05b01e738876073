import { expect, test } from 'vitest'
import { html, type Markup } from '../src/channels/markup.ts'
import {
  again,
  linkMessage,
  linkPage,
  sentPage,
  signInPage,
  unknownLink,
} from '../src/channels/web/desk/sign-in-pages.ts'
import { authorities } from './support/filled-in.ts'
import { hardIn } from './support/plain-english.ts'

const [authority] = authorities
if (!authority) throw new Error('no council ships')
const comer = { authority, person: 'jo', name: 'Jo', address: 'email:jo@council.example' }
const around = { secret: 's', act: { do: 'home' } as const, token: 't' }
const here = { ...comer, session: 'x' }
const states = ['open', 'used', 'late', 'elsewhere'] as const

test.each<[string, Markup]>([
  ['the way in', signInPage('t', '').main],
  ['the way in for whoever was signed out', signInPage('t', '', again({ do: 'home' })).main],
  ['a link that is not known', signInPage('t', '', unknownLink).main],
  ['a link is on its way', sentPage.main],
  ...states.map((state): [string, Markup] => [
    `a link that is ${state}`,
    linkPage({ ...comer, state }, { ...around, here: undefined }).main,
  ]),
  ['a link of another', linkPage({ ...comer, state: 'open' }, { ...around, here }).main],
  [
    'the message with a link',
    html`${linkMessage('').blocks.map(block => html`<p>${'text' in block && block.text}</p>`)}`,
  ],
])('%s is easy to read', (_, { text }) => {
  expect(hardIn(proseIn(text))).toEqual([])
})

/** The words of a page, a sentence for each line; a council's name is not ours. */
function proseIn(page: string): string {
  return page
    .replaceAll(authority?.name ?? '', 'The council')
    .replace(/<\/(?:p|h1|div|label|button)>/g, '. ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/([.?]) \./g, '$1')
}
