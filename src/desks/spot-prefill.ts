/** What a form can start with: exact pieces of the message, by the id of the question each answers. */
export function prefillFrom(message: string, desk: string): Record<string, string> {
  const filled: Record<string, string> = { what: message }
  const link = /https?:\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+/i.exec(message)?.[0]
  if (link) filled['link'] = link.replace(/[.,;:!?]+$/, '')
  if (desk === 'press') {
    const deadline = deadlines.exec(message)?.[0]
    if (deadline) filled['deadline'] = deadline
  }
  return filled
}

const deadlines =
  /\b(?:by|before|at|for)\s+(?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)?|noon|midday|midnight|lunch(?:time)?|tonight|tomorrow|close of play|end of (?:the )?day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i
