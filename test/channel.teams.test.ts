import { channelContract } from './channel.contract.ts'
import { teamsRig } from './support/teams/teams-stage.ts'

const stage = teamsRig()

channelContract('Teams, where dialogs open', () => stage())
channelContract('Teams, where everything is a card', () => stage({ dialogs: false }))
