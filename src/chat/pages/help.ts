import type { Authority } from '../../authorities/authority.ts'
import type { Mode } from '../../desks/practice.ts'
import { bannerOf } from '../../desks/practice.ts'
import type { Reply } from '../reply.ts'

/** What Signpost does, what is private, and who can read what. Made from the settings in force. */
export function helpPage(authority: Authority, mode: Mode, hasDesks: boolean): Reply {
  const banner = bannerOf(mode)
  const officer = authority['records officer'] && authority.roles[authority['records officer']]?.name
  return {
    title: 'What Signpost does',
    blocks: [
      ...(banner ? [{ is: 'notice', tone: 'warning', text: banner } as const] : []),
      { is: 'notice', tone: 'danger', text: 'If anyone is in immediate danger, call 999 now.' },
      { is: 'text', heading: 'It answers', text: answers },
      ...(hasDesks ? [{ is: 'text', heading: 'It takes a worry to the right team', text: worries } as const] : []),
      { is: 'text', heading: 'What is private', text: [...privacy, ...(officer ? [records(officer)] : [])].join('\n') },
      {
        is: 'actions',
        actions: [
          ...(hasDesks ? [{ label: 'Report something', act: { do: 'desk' }, tone: 'main' } as const] : []),
          { label: 'What I have reported', act: { do: 'mine' } },
        ],
      },
    ],
    for: 'asker',
  }
}

const answers =
  'Ask in your own words. The answer shows the words of the policy and where they stand. If no policy says it, Signpost tells you so.'

const worries =
  'A post that is wrong, a child at risk, a call from the press: say what happened. You see the form first. Nothing is sent until you send it. You get a reference, and you are told when somebody takes it up.'

const privacy = [
  '- Your questions are not kept. One is held for half an hour, sealed, so that you can ask on.',
  '- Reports are sealed. The team that gets one can read it. Your chat only shows its reference.',
  '- The person a report is about does not see it. They are not told that there is one.',
  '- The people who run Signpost see that a notice is late. They see no report.',
  '- The people who hold both its key and its store could read it all. So two people hold them.',
]

function records(officer: string): string {
  return `- The law may make the council show what it holds. Then the ${officer} looks, and gives a reason that is on record.`
}
