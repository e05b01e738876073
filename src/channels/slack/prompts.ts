import type { Act } from '../../chat/act.ts'

/** What somebody can press instead of typing, where the conversation with us begins. The message comes back as if they had typed it. */
export const prompts: { title: string; message: string; act: Act }[] = [
  { title: 'Report something', message: 'I want to report something', act: { do: 'desk' } },
  { title: 'What I have reported', message: 'Show me what I have reported', act: { do: 'mine' } },
  { title: 'What Signpost does', message: 'What can you do?', act: { do: 'help' } },
]
