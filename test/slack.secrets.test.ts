import { expect, test } from 'vitest'
import { folderSink, linesSink, scan } from './support/scan.ts'
import { slackStage } from './support/slack/slack-stage.ts'
import { botToken, signingSecret } from './support/slack/workspace.ts'

const planted = [
  'PLANTEDWHATé',
  'PLANTEDANN',
  'PLANTEDQUESTION',
  'PLANTEDNOTE',
  'PLANTEDREASON',
  'PLANTEDASKED',
  'PLANTEDADDED',
]

test('no message in Slack, no line of the log and no file of the program holds a word of a report, through its whole life', async () => {
  const stage = await slackStage()
  const { slack, actor } = stage
  const [sam, lead] = [await actor('sam'), await actor('safeguarding-lead')]
  // Some of what is said to Slack is refused on the way, so that what is logged of that is read as well.
  let calls = 0
  slack.gate.faults(({ method }) =>
    method === 'chat.postMessage' && ++calls % 5 === 0 ? { status: 500, body: 'PLANTEDREASON' } : undefined,
  )

  await sam.says('what about PLANTEDQUESTION?')
  await sam.commands('/safeguarding', 'PLANTEDWHATé')
  await sam.fills({
    danger: 'no',
    'sub-type': 'child',
    'sexual-image': 'no',
    'when-where': 'x',
    'at-risk': 'PLANTEDANN',
    identity: 'anonymous-with-replies',
  })
  await stage.pass(2)
  await lead.told()
  await lead.presses('Open')
  await lead.presses('I take it up')
  await lead.presses('Ask whoever reported it')
  await lead.fills({ text: 'PLANTEDASKED' })
  await lead.presses('Write a note')
  await lead.fills({ text: 'PLANTEDNOTE' })
  await stage.pass(2)
  await sam.told()
  await sam.presses('Read it')
  await sam.presses('Add something')
  await sam.fills({ text: 'PLANTEDADDED' })
  await stage.pass(2)
  await lead.told()
  await lead.presses('Open')
  await lead.presses('Close it')
  await lead.fills({ outcome: 'not-referred', note: 'PLANTEDREASON' })
  await stage.pass(30, 5)

  const said = slack.gate.calls
    .filter(({ method }) => !method.startsWith('views.'))
    .map(call => JSON.stringify(call.given))
  const carried = slack.gate.calls.map(({ given }) =>
    JSON.stringify((given['view'] as { private_metadata?: string } | undefined)?.private_metadata ?? ''),
  )
  const sinks = [
    linesSink('messages in Slack', said),
    linesSink('what windows carry', carried),
    linesSink('the log', stage.log),
    folderSink('the files of the program', stage.place),
  ]
  expect(said.length).toBeGreaterThan(10)
  expect(await scan(sinks, planted)).toEqual([])
  expect(await scan([linesSink('the log', stage.log), linesSink('messages', said)], [botToken, signingSecret])).toEqual(
    [],
  )
})

test('the windows in which a report is written and read do hold its words: the scan is not blind', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')

  await sam.commands('/safeguarding', 'PLANTEDWHATé')

  const windows = slack.gate.calls
    .filter(({ method }) => method.startsWith('views.'))
    .map(({ given }) => JSON.stringify(given))
  expect(await scan([linesSink('windows', windows)], planted)).toHaveLength(1)
})
