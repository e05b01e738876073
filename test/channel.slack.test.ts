import { channelContract } from './channel.contract.ts'
import { slackStage } from './support/slack/slack-stage.ts'

channelContract('Slack', () => slackStage())
