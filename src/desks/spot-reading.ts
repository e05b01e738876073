/**
 * A message as people type it in a chat, made into words that signals can be compared with. Nothing is thrown away:
 * every word keeps where it stood, so that a form can be filled with the person's own characters.
 */
export interface Word {
  /** The stem, after short forms ("ppl", "cant") are written out. */
  stem: string
  /** Lower case, written out, not stemmed. */
  text: string
  start: number
  end: number
  clause: number
  sentence: number
}

/** Words, in order, with the sentence and the clause each stands in. `short` maps what people type to what they mean. */
export function wordsOf(message: string, short: ReadonlyMap<string, string>): Word[] {
  const words: Word[] = []
  let sentence = 0
  let clause = 0
  let broken = false
  for (const found of message.matchAll(piece)) {
    const raw = found[0]
    if (isBreak(raw)) {
      if (endsSentence(raw)) sentence++
      if (!broken) clause++
      broken = true
      continue
    }
    broken = false
    const start = found.index
    for (const text of writtenOut(raw, message.slice(start + raw.length), short))
      words.push({ text, stem: stemOf(text), start, end: start + raw.length, clause, sentence })
  }
  return words
}

/**
 * A light stem: inflections only, so that "posted", "posting" and "posts" meet. The stemmer of `words/` goes further than
 * signals can bear ("his" becomes "hi", "used" becomes "us"). Irregular forms are listed as data.
 */
export function stemOf(word: string): string {
  if (word.length <= 3 || word.length > longestWord || keepsItsForm.has(word)) return word
  let stem = word
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (/(?:ss|sh|ch|x)es$/.test(stem)) stem = stem.slice(0, -2)
  else if (/[^siu]s$/.test(stem)) stem = stem.slice(0, -1)
  const bare = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(stem)?.[1]
  if (bare !== undefined && bare.length > 3) stem = /([bdgmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare
  if (stem.length > 4 && stem.endsWith('e')) stem = stem.slice(0, -1)
  return stem
}

/** Longer ones are no words, and would cost the square of their length. */
const longestWord = 30

/** Without these "planning" would be a plane, "a state" statistics, and somebody scared would have scars. */
const keepsItsForm = new Set(
  'this news thus does always perhaps being during need feed plane planes theme themes state states stated scare scared'.split(
    ' ',
  ),
)

/** A link, an e-mail address, a handle, a word, a small picture, or what divides them. */
const piece =
  /\b\d{1,2}[\s-]?(?:years?|yrs?|y)[\s/-]*(?:olds?|o)\b|\baged\s\d{1,2}\b|https?:\/\/\S+|\bwww\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.]+|@\w{2,}|[\p{L}\p{N}]+(?:['’`´][\p{L}]+)*|[.!?…]+|[\n\r]+|[,;:()"“”]|\s[-–—]+\s|—|\p{Extended_Pictographic}/giu

function isBreak(raw: string): boolean {
  return !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(raw)
}

function endsSentence(raw: string): boolean {
  return /[.!?…\n\r]/.test(raw)
}

function writtenOut(raw: string, rest: string, short: ReadonlyMap<string, string>): string[] {
  const age = ageIn(raw)
  if (age !== undefined) return [age < 18 ? 'childage' : age >= 65 ? 'elderage' : 'age']
  if (/^(?:https?:|www\.)/i.test(raw)) return ['link']
  if (raw.includes('@')) return [raw.startsWith('@') ? 'handle' : 'address']
  const word = raw
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’`´]/g, "'")
    .replace(/(.)\1{2,}/g, '$1$1')
  const meant = short.get(word)
  if (meant !== undefined) return meant.split(' ')
  const [stem = word, ending] = word.split("'")
  if (ending === undefined) return [word]
  if (ending === 's') return isMeant(stem, rest) ? [stem, 'is'] : [stem]
  if (ending === 't') return stem.endsWith('n') ? [stem.slice(0, -1), 'not'] : [stem]
  const auxiliary = { re: 'are', ve: 'have', ll: 'will', m: 'am', d: subjects.has(stem) ? 'would' : '' }[ending]
  return auxiliary ? [stem, auxiliary] : [stem]
}

/** "14 year old", "15 y/o", "aged 9": who somebody is, more than how many. */
function ageIn(raw: string): number | undefined {
  const years = /^(?:aged\s)?(\d{1,2})(?:$|[\s-]?y)/i.exec(raw)?.[1]
  return years !== undefined && /[a-z]/i.test(raw) ? Number(years) : undefined
}

const subjects = new Set('i you he she it we they who what there that here where how someone somebody'.split(' '))

/** Whether the 's of a noun is "is" or "has", not an owner's: "a journalist's just rung", but "a journalist's card". */
function isMeant(stem: string, rest: string): boolean {
  if (subjects.has(stem)) return true
  return /^\s+(?:just|been|being|got|gone|had|not|in|on|at|a|an|the|too|so|now|still|put|sent|come|\w+(?:ing|ed))\b/i.test(
    rest.slice(0, 40),
  )
}
