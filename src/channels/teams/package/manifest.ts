import { reportMessage } from '../read.ts'
import { cut } from '../rich.ts'
import { accent } from './icons.ts'

export interface ForManifest {
  appId: string
  /** The council, as whoever looks at the app is told who made it. */
  council: string
  website: string
  /** Higher than that of the package before, which Teams otherwise keeps. */
  version: string
  desks: readonly { id: string; name: string; for: string; commands: string[]; safety: boolean }[]
}

/** The version of Microsoft's description of an app in which a command may stand among those that begin with a slash. */
const schema = '1.29'

/** The app as Teams is told of it. It asks for no more than to know who writes, and to write to them. */
export function manifestOf({ appId, council, website, version, desks }: ForManifest) {
  const bot = {
    ...{ botId: appId, scopes: ['personal', 'team', 'groupChat'], isNotificationOnly: false, supportsFiles: true },
    commandLists: commandLists(desks),
  }
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schema}/MicrosoftTeams.schema.json`,
    ...{ manifestVersion: schema, version, id: appId },
    developer: { name: cut(council, 32), websiteUrl: website, privacyUrl: website, termsOfUseUrl: website },
    name: { short: 'Signpost', full: 'Signpost: policies, and where to report' },
    description: {
      short: 'Answers from your council’s policies, and takes a worry to the right team.',
      full: `Ask what a policy says, and read the clause. Tell of a worry, and it goes to the team that deals with it. ${council} runs it.`,
    },
    ...{ icons: { color: 'color.png', outline: 'outline.png' }, accentColor: accent },
    ...{ bots: [bot], composeExtensions: [{ botId: appId, commands: composeCommands(desks) }] },
    ...{ permissions: ['identity', 'messageTeamMembers'], validDomains: [] },
    ...{ defaultInstallScope: 'personal', defaultGroupCapability: { team: 'bot', groupchat: 'bot' } },
  }
}

/** Teams shows ten of a list. */
const mostInList = 10

const own = [
  { title: 'policy', description: 'What does a policy say? Write your question after it' },
  { title: 'report', description: 'Report something to the team that deals with it' },
  { title: 'my reports', description: 'What you have reported, and how it stands' },
  { title: 'inbox', description: 'Cases for you, if you work at a desk' },
  { title: 'help', description: 'What Signpost does, and what is private' },
]

/**
 * In our own chat a command for each desk, those first on which somebody's safety may hang; among others only what may be said there. A
 * command with a slash is seen by its sender alone, and an answer to it would not be: so in rooms only dialogs have one.
 */
function commandLists(desks: ForManifest['desks']) {
  const inOrder = [...desks].sort((a, b) => Number(b.safety) - Number(a.safety))
  const forDesks = inOrder.map(desk => ({
    title: desk.commands[0] ?? desk.id,
    description: cut(`${desk.name}: ${desk.for}`, 128),
  }))
  const all = [...own, ...forDesks].slice(0, 2 * mostInList)
  const personal = { scopes: ['personal'], triggers: ['mention', 'slash'] }
  const lists = [all.slice(0, mostInList), all.slice(mostInList)].filter(list => list.length > 0)
  const among = [
    ...own.filter(({ title }) => title === 'policy' || title === 'help'),
    { title: 'whoami', description: 'How Teams knows this place, for whoever sets Signpost up' },
  ]
  return [
    ...lists.map(commands => ({ ...personal, commands })),
    { scopes: ['team', 'groupChat'], triggers: ['mention'], commands: among },
  ]
}

/** Desks whose form is one step away wherever somebody writes. */
const close = ['safeguarding', 'press']

function composeCommands(desks: ForManifest['desks']) {
  const dialog = { type: 'action', context: ['compose', 'commandBox'], triggers: ['slash'], fetchTask: true }
  return [
    {
      ...{ id: reportMessage, type: 'action', context: ['message'], fetchTask: true, title: 'Report this message' },
      description: 'Send this message to the team that deals with it',
    },
    { ...dialog, id: 'report', title: 'Report', description: 'Report something to the team that deals with it' },
    ...close.flatMap(id => {
      const desk = desks.find(one => one.id === id)
      return desk ? [{ ...dialog, id, title: cut(desk.name, 32), description: cut(desk.for, 128) }] : []
    }),
  ]
}
