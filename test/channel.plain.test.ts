import { channelContract } from './channel.contract.ts'
import { plainStage } from './support/plain-stage.ts'

channelContract('no screen at all', () => plainStage())
