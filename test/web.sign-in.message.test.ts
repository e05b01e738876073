import { expect, test } from 'vitest'
import { mailPage } from '../src/channels/email/page.ts'
import { mailText } from '../src/channels/email/text.ts'
import { html } from '../src/channels/markup.ts'
import { wrongMessage } from '../src/channels/slack/check.ts'
import { inPlainWords, messageOf as inSlack } from '../src/channels/slack/message.ts'
import { cardFor } from '../src/channels/teams/card.ts'
import { messageOf as inTeams } from '../src/channels/teams/message.ts'
import { linkMessage } from '../src/channels/web/desk/sign-in-pages.ts'
import { plainText } from '../src/chat/plain.ts'
import { wordsIn } from './support/slack/screen.ts'
import { wrongWith } from './support/teams/rules.ts'
import { partsOf, wordsOn } from './support/teams/screen.ts'

const address = 'https://signpost.council.example/link/PLANTED-secret_0/case?reference=SAF-7K3Q-2M&page=2'
const message = linkMessage(address)

test('in Slack a link to sign in can be pressed, is read whole, and nothing looks at it before', () => {
  const said = inSlack(message)

  expect(JSON.stringify(said.blocks)).toContain(`{"type":"link","url":"${address}"}`)
  expect([said.unfurl_links, said.unfurl_media]).toEqual([false, false])
  expect(said.text).not.toContain('PLANTED')
  expect(wrongMessage(said)).toEqual([])
})

test('where Slack does not take blocks, the link still stands there in words, and nothing looks at it before', () => {
  const said = inPlainWords(message)

  expect(said).toMatchObject({ unfurl_links: false, unfurl_media: false })
  expect(said.text.replaceAll('&amp;', '&')).toContain(address)
})

test('in Teams a link to sign in is a button, with its address beside it for another browser', () => {
  const { card } = cardFor(message, { opens: 'dialogs' })

  const { activity } = inTeams(message, { opens: 'dialogs' })

  expect(partsOf(card)).toContainEqual({ type: 'Action.OpenUrl', title: 'Open Signpost', url: address })
  expect(wordsOn({ ...card })).toContain(address)
  expect(wrongWith({ ...card })).toEqual([])
  expect([activity['text'], activity['summary']].join(' ')).not.toContain('PLANTED')
})

test('in a mail a link to sign in is a link, and stands in its plain text', () => {
  const page = mailPage(message, () => undefined)
  const text = mailText(message, () => undefined)

  expect(page).toContain(html`<a href="${address}"`.text)
  expect(text).toContain(address)
})

test('an address that somebody else wrote is a link nowhere', () => {
  const quoting = { ...message, blocks: [{ is: 'quote' as const, from: 'A message', text: address }] }

  expect(JSON.stringify(inSlack(quoting).blocks)).not.toContain('"link"')
  expect(JSON.stringify(cardFor(quoting, { opens: 'dialogs' }).card)).not.toContain('OpenUrl')
  expect(wordsIn(inSlack(quoting).blocks).join()).toContain(address)
  expect(plainText(quoting)).toContain(address)
})
