/** What Slack takes at most, counted in UTF-16 units, which is never less than Slack counts. */
export const most = {
  blocks: { message: 50, modal: 100, home: 100 },
  text: 3000,
  field: 2000,
  fields: 10,
  header: 150,
  context: 10,
  actions: 25,
  button: 75,
  value: 2000,
  options: 100,
  option: 75,
  overflow: 5,
  /** Radio buttons and checkboxes of one question. */
  boxes: 10,
  placeholder: 150,
  label: 2000,
  input: 3000,
  confirm: { title: 100, text: 300, button: 30 },
  id: 255,
  title: 24,
  metadata: 3000,
  altText: 2000,
  files: 10,
  fileBytes: 10 * 1024 * 1024,
  markdown: 12_000,
  /** Of all blocks of a message. It stands in no document: somewhat above this Slack answers msg_blocks_too_long. */
  messageText: 13_000,
  /** Of the text that stands beside the blocks, or alone. */
  plain: 40_000,
  /** Of a modal or the home tab, as JSON. */
  viewBytes: 250_000,
}

/** Words cut to fit, with a sign that they were. A letter that takes two units is not cut in half. */
export function cut(words: string, length: number): string {
  if (words.length <= length) return words
  return `${words.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * Long words in pieces that joined are the same words, byte for byte. A piece neither begins nor ends with space where that can be
 * helped, in case somebody on the way takes that off, and never with half a letter.
 */
export function pieces(words: string, length: number): string[] {
  const all: string[] = []
  let rest = words
  while (rest.length > length) {
    const at = placeToCut(rest, length)
    all.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...all, rest]
}

/** The last place that lies between two whole letters which are no space; the last possible one where there is none near. */
function placeToCut(words: string, length: number): number {
  for (let at = length; at > length - 200; at--)
    if (/^\S\S$/.test(words.slice(at - 1, at + 1)) && !splitsLetter(words, at)) return at
  return splitsLetter(words, length) ? length - 1 : length
}

function splitsLetter(words: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(words[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(words[at] ?? '')
}
