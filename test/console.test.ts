import { expect, test } from 'vitest'
import { openConsole } from '../src/channels/console/console.ts'
import { sending } from './support/mail.ts'

test('whoever develops sees at the console what would be sent, and to whom', async () => {
  const said: string[] = []
  const channel = openConsole(words => said.push(words))

  const sent = [await channel.send(sending()), await channel.send(sending({ quietly: true }))]

  expect(sent).toEqual([{ outcome: 'sent' }, { outcome: 'sent' }])
  expect(said).toEqual(['--- to email:clerk@council.test\nNew report PRE-2345-6A\n\nWords.\n---'])
})
