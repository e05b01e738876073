import { describe } from 'vitest'
import { channelContract } from './channel.contract.ts'
import { noBrowser } from './support/browser.ts'
import { webStage } from './support/web/stage.ts'

describe.skipIf(noBrowser)('in a real browser', () => {
  channelContract('the web page, on a desk', () => webStage(1366))
})
