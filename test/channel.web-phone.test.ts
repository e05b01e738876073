import { describe } from 'vitest'
import { channelContract } from './channel.contract.ts'
import { noBrowser } from './support/browser.ts'
import { webStage } from './support/web/stage.ts'

// In a file of its own, so that both widths run at the same time.
describe.skipIf(noBrowser)('in a real browser', () => {
  channelContract('the web page, on a phone', () => webStage(390))
})
