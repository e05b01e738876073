import { endsDangling } from './pieces.ts'

/** Words that could be a title: "Reporting a concern", "When should you reply?", "Do:". */
export function isTitle(printed: string): boolean {
  const text = printed.replace(/(?:\[\d{1,2}\])+$/, '')
  if (
    text.length > 110 ||
    /[\t@]|https?:|\bwww\.|\w\.(?:com|org|uk|net)\b|^\(.*\)$/.test(text) ||
    !/^[\p{Lu}\d‘'“"(]/u.test(text)
  )
    return false
  const words = text.split(/\s+/)
  if (words.length > 14 || !/\p{L}{2}/u.test(text)) return false
  if (/:$/.test(text)) return isLeadLabel(text)
  if (/[.,;!]["'’”)]*$/.test(text) || (words.length > 1 && endsDangling(text) && !asking.test(text))) return false
  return /\?$/.test(text) || !saysWhatToDo(text)
}

/** "Do:", "Managers:", "Role of the clerk:" head a list; "Options include:" and "For example:" begin a sentence that it ends. */
function isLeadLabel(text: string): boolean {
  const said = text.slice(0, -1)
  const words = said.toLowerCase().split(/\s+/)
  if (words.length > 8 || (words.length > 1 && endsDangling(said)) || opener.test(said)) return false
  return !words.some(word => carriers.has(word))
}

/** How a sentence begins that a list will end, and no title does. */
const opener =
  /^(?:in|for|as|with|by|to|from|if|when|where|on|at|under|after|before|and|or|some|these|you|we|they|it|there)\b/i

const carriers = new Set(
  `include includes including example examples result following follows must should will shall may can could are is was were
   has have that if note means eg e.g. i.e. ie such namely who which otherwise however therefore finally also please remember
   then thus instead similarly first firstly secondly`.split(/\s+/),
)

function saysWhatToDo(text: string): boolean {
  return (
    /\b(?:must|shall|should|will|cannot|can't|may not|is to|are to)\b/i.test(text) &&
    !/^(?:what|when|who|where|how|why|which)\b/i.test(text)
  )
}

const asking = /^(?:what|when|who|where|how|why|which)\b/i

/** A title that is itself a rule ("Be honest and clear"), and so belongs to what the clause says. */
export function saysSomething(title: string): boolean {
  if (/\?$/.test(title)) return false
  return /[.!]$/.test(title) || saysWhatToDo(title) || imperative.test(title) || hasSubject(title)
}

const imperative =
  /^(?:be|use|do|don['’]t|never|always|keep|think|make|ensure|ask|check|tell|follow|remember|avoid|take|give|get|know|respect|protect|stay|stop|act|treat|say|speak|write|read|consider|seek|show|let|put|try|look|listen|help|learn|share|add|set|be|does?n['’]t)\s+(?!and\b|of\b|to\b)/i

/** A whole sentence, though short and without a stop: "You can raise concerns", "The council is open at all times". */
export function isSentence(text: string): boolean {
  if (/\?$/.test(text) || asking.test(text)) return false
  const long = text.split(/\s+/).length > 8
  return hasSubject(text) || (long && /^(?:the|in|when|where|all|any|every|no|please|our|an?|for|as|to)\s/i.test(text))
}

function hasSubject(text: string): boolean {
  return /^(?:you|we|they|it|she|he|i|there|this|these|if|in an?)\s/i.test(text) && text.split(/\s+/).length >= 4
}

export function isCapitals(text: string): boolean {
  return /\p{Lu}{3}/u.test(text) && text === text.toUpperCase()
}
