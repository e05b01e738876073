import { asksWhoHoldsPost } from './posts.ts'

/**
 * Some questions can only be answered by a certain kind of thing: a telephone number, a length of time, somebody's name.
 * The nearest clause to "how long does the training take?" is the one about the training; if it says nothing of a length
 * of time it is near and does not answer, however well the words fit. This is the sign a score cannot give.
 */
export type Want = 'contact' | 'secret' | 'name' | 'length' | 'duration' | 'moment' | 'frequency' | 'amount' | 'size'

/** In the order in which they are tried. Questions are in lower case, apostrophes straight. */
const asks: Record<Want, RegExp[]> = {
  secret: [
    /\b(?:what(?:'?s| is| are)|need|give me|send me|tell me|get|got|forgot(?:ten)?)\b[^?]{0,60}\b(?:pass ?words?|log ?ins?|log ?in details|passcodes?|pins?|credentials)\b(?! (?:policy|rules?|advice|guidance))/,
    /^(?!(?:do|does|did|can|could|should|must|may|why|how|who|when|where|is|are|will|chang\w+|shar\w+|giv\w+|hand\w*|reset\w*|stor\w+|keep\w*)\b)[\w\s']{0,30}\b(?:password|login|passcode|pin)(?: for [\w\s']+)?\??$/,
  ],
  contact: [
    /\b(?:phone|tel|telephone|mobile|contact|extension|ext|direct|fax|helpline|hotline)\b[^?]{0,20}\b(?:numbers?|no|details?|line)\b/,
    /\bcontact (?:phone|tel|telephone|number|email|details)\b|\bdirect (?:dial|line)\b|\b(?:tele)?phone number\b/,
    /\b(?:what(?:'?s| is| are)|which|need|give me|got|find)\b[^?]{0,60}\b(?:e-?mail(?: address)?|postal address|extension|web ?address|url)\b(?! (?:should|do|can|account|policy))/,
    /\bnumber (?:for|of) (?:the )?[\w\s]+ team\b|\be-?mail (?:address )?(?:for|of)\b|^e-?mail to\b/,
  ],
  name: [
    /\b(?:what(?:'?s| is)|know|tell me|give me) (?:the )?names? of\b|\bnames? of (?:the|our)\b/,
    /\bby name\b|\bname please\b|, ?names?\s*\??$|\bwho sits on\b|\bwhich (?:person|individual) (?:in|at|from|of)\b/,
    /\bwhat(?:'?s| is| are)\b[^?]{0,50}\bcalled\b/,
  ],
  size: [
    /\b(?:what|which) (?:size|dimensions?|resolution|aspect ratio|file size|format)\b|\bhow (?:big|large|wide|tall|heavy)\b|\bpixels?\b/,
  ],
  frequency: [/\bhow (?:often|frequently|regularly)\b/],
  // Of a password it means characters, of a break minutes: either will do.
  length: [/\bhow long\b[^?]{1,60}\bbe(?: (?:please|if|for|when)\b|\s*\??$)/],
  duration: [
    /\bhow (?:long|soon|fast|quick(?:ly)?|far back|many (?:working )?(?:minutes?|hours?|days?|weeks?|months?|years?))\b/,
    /\b(?:number|amount) of (?:minutes|hours|days|weeks|months)\b/,
  ],
  moment: [
    /\bwhen(?:'?s| is| are| was| were) (?:the |our |my )?(?:next|last|latest|first|meeting|session|deadline|training|due)\b/,
    /\bwhen (?:is|are|does|do|will|did)\b[^?]{0,50}\b(?:next|due|start|begin|end|finish|open|close|run|running|take place|published|be back|happen)\b/,
    /\b(?:what|best) (?:time|date|day)\b|\b(?:date|time) (?:of|for) the (?:next|training|course|meeting)\b/,
  ],
  amount: [
    /\bhow (?:many|much)\b(?! (?:detail|info|information|can i say|should i say|trouble|freedom|personal|of (?:this|that|my)))/,
    /\b(?:pass ?mark|budget|price|cost|fee|rate of pay|salary|percentage|character limit|word limit|maximum|minimum number)\b/,
  ],
}

export function wanted(question: string): Want | null {
  const asked = question.toLowerCase().replace(/[’‘]/g, "'")
  if (asksWhoHoldsPost(asked)) return 'name'
  const wants = Object.keys(asks) as Want[]
  return wants.find(want => asks[want].some(pattern => pattern.test(asked))) ?? null
}

/** Whether a text holds a thing of the wanted kind. */
export function holds(text: string, want: Want): boolean {
  return evidence[want].test(text)
}

const counted =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred'
const number = String.raw`(?:\d+(?:[.,]\d+)?|${counted}|a|an|each|every|within|half an?)`
const unit = '(?:second|minute|min|hour|hr|day|week|month|year|fortnight|quarter|decade)s?'
const time = `\\b${number}(?:[ -](?:working|calendar|business|full|clear|further|to|\\d+))*[ -]${unit}\\b|\\b(?:same|next) (?:(?:working|calendar|business) )?day\\b|\\b(?:immediately|straight ?away|at once|as soon as|promptly?|permanent(?:ly)?|for ever|forever|indefinitely|quickly|many years|at all times|daily|annual(?:ly)?|without delay|overnight|a timescale|quick to respond)\\b`

const evidence: Record<Want, RegExp> = {
  contact:
    /[\w.+-]+@[\w-]+\.[\w.-]+|(?:\+44|\b0)\d[\d\s()-]{7,}\d|\b(?:ext(?:ension)?\.?) ?\d{3,}|\bhttps?:\/\/|\bwww\.|\b999\b|\b101\b|\b111\b|\bmailbox\b/i,
  secret: /(?!)/,
  // Two capitalised words in a row inside a line, next to a title of a post: "Ann Other, Head of Planning".
  name: /\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.? [A-Z][a-z]+|(?:^|\t|: )(?!(?:The|Our|An?|Your|Any|Each|All|This|Council|County|District|Borough|Town|Customer|Corporate|Senior|Deputy|Assistant|Head|Chief|Press|Media|Service|Line|Data|Human|Executive) )[A-Z][a-z]+ [A-Z][a-z]+,? (?:Head|Director|Senior|Chief|Lead|Officer|Manager|Customer|Deputy|Assistant|Clerk)\b/m,
  length: new RegExp(`${time}|\\b${number} (?:characters|words|digits|lines|pages|metres|feet)\\b`, 'i'),
  duration: new RegExp(time, 'i'),
  moment:
    /\b(?:january|february|march|april|may \d|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|annual(?:ly)?|yearly|\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm)|\d{1,2}\/\d{1,2}\/\d{2,4}|20\d\d|within|before|prior to)\b/i,
  frequency: new RegExp(
    `\\b(?:daily|weekly|monthly|annual(?:ly)?|yearly|quarterly|hourly|fortnightly|regular(?:ly)?|frequent(?:ly)?|constantly|every (?:\\w+ )?${unit}|each ${unit}|(?:once|twice|\\w+ times) an? ${unit}|within \\w+ ${unit}|too (?:often|infrequently)|at all times)\\b`,
    'i',
  ),
  amount: new RegExp(
    `\\d|£|%|\\b(?:${counted}|single|once|twice|both|half|none|no more than|at least|too many|a few|brief|short)\\b`,
    'i',
  ),
  size: /\d+ ?(?:x|×|by) ?\d+|\d+ ?(?:px|pixels?|kb|mb|gb|cm|mm|dpi|characters?|words?)\b/i,
}
