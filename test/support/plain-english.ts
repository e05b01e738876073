/** The grade of Flesch and Kincaid: about how many years of school a text takes. A line without a full stop is a sentence as well. */
export function gradeOf(text: string): number {
  const sentences = sentencesIn(text)
  const words = sentences.flatMap(wordsIn)
  if (words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0)
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
}

function sentencesIn(text: string): string[] {
  return text.split(/(?<=[.?!])\s+|\n+/).filter(one => wordsIn(one).length > 0)
}

/** Numbers, addresses and references are looked up rather than read. */
function wordsIn(text: string): string[] {
  return (text.match(/[\p{L}][\p{L}’'-]*/gu) ?? []).filter(word => !/^[A-Z0-9-]{2,}$/.test(word) && !word.includes('/'))
}

/** What the rules below get wrong, of the words that stand in our pages. */
const known: Record<string, number> = {
  ...{
    area: 3,
    being: 2,
    client: 2,
    create: 2,
    created: 3,
    idea: 3,
    people: 2,
    society: 4,
    trial: 2,
    quiet: 2,
    science: 2,
  },
  ...{
    diary: 3,
    anyone: 3,
    someone: 2,
    something: 2,
    employee: 3,
    employees: 3,
    business: 2,
    every: 2,
    everybody: 4,
    real: 1,
  },
  ...{
    situation: 4,
    actual: 3,
    actually: 4,
    usual: 3,
    usually: 4,
    individual: 5,
    reopen: 3,
    reopened: 3,
    somebody: 3,
    layer: 2,
  },
  ...{ whoever: 3, wherever: 3, everything: 3, quietly: 3, video: 3, league: 1 },
}

/** By the groups of vowels, less those that are silent. A test holds it to a list of words counted by hand. */
export function syllablesIn(word: string): number {
  const bare = word.toLowerCase().replace(/[’']/g, '').replace(/-$/, '')
  const parts = bare.split('-')
  if (parts.length > 1) return parts.reduce((sum, part) => sum + (part === '' ? 0 : syllablesIn(part)), 0)
  const exact = known[bare]
  if (exact !== undefined) return exact
  const spoken = bare
    .replace(/(some|else|where|there|fore|like|time|life|side|line|safe|home|care|use)(?=[^aeiouydrs])/g, part =>
      part.slice(0, -1),
    )
    .replace(/(?<![csxzg]|[cs]h)es$/, 'e')
    .replace(/(?<![td])ed$/, '')
    .replace(/(?<=[aeiouy])le$|(?<=[^aeiouyl])e$/, end => end.slice(0, -1))
    .replace(/(?<=[^aeiouy])e(?=(?:ly|ful|less|ment|ness)$)/, '')
    .replace(/qu/g, 'q')
    .replace(/gu(?=[aeiouy])/g, 'g')
    .replace(/^y/, '')
  const groups = spoken.match(/[aeiouy]+/g)?.length ?? 0
  const apart = spoken.match(/(?<![tcs])i[ao](?!us)|(?:[eoy]|[^aeiou]i)(?=ing)|(?<![^aeiou])u[ao]|iu/g)?.length ?? 0
  return Math.max(1, groups + apart)
}

/** Words that make people stop, each with what to say in its place. */
const hard = [
  ...[
    'accordance',
    'accordingly',
    'acknowledge',
    'acquire',
    'additional',
    'additionally',
    'advise',
    'alleged',
    'alternatively',
  ],
  ...[
    'anonymity',
    'anticipate',
    'appropriate',
    'approximately',
    'ascertain',
    'assist',
    'assistance',
    'attempt',
    'cease',
    'commence',
  ],
  ...[
    'complete',
    'comply',
    'concerning',
    'consequently',
    'constitute',
    'correspondence',
    'currently',
    'designated',
    'determine',
  ],
  ...[
    'disclose',
    'disclosure',
    'discontinue',
    'dispatch',
    'due to',
    'eligible',
    'endeavour',
    'ensure',
    'erroneous',
    'escalate',
  ],
  ...[
    'escalation',
    'establish',
    'expedite',
    'facilitate',
    'forthwith',
    'furnish',
    'furthermore',
    'hereby',
    'herein',
    'hitherto',
  ],
  ...[
    'identify',
    'implement',
    'inadvertently',
    'in accordance',
    'incident',
    'incorporate',
    'indicate',
    'initiate',
    'in order to',
  ],
  ...[
    'in respect of',
    'leverage',
    'liaise',
    'magnitude',
    'manner',
    'mandatory',
    'moreover',
    'necessitate',
    'notification',
  ],
  ...[
    'notify',
    'notwithstanding',
    'obtain',
    'otherwise',
    'parameters',
    'pertaining',
    'prior to',
    'proceed',
    'procure',
    'prohibited',
  ],
  ...[
    'pursuant',
    'regarding',
    'relevant',
    'remainder',
    'remuneration',
    'request',
    'require',
    'required',
    'retain',
    'stakeholder',
  ],
  ...[
    'submission',
    'submit',
    'submitted',
    'subsequently',
    'sufficient',
    'terminate',
    'thereof',
    'ticket',
    'timely',
    'transmit',
  ],
  ...['undertake', 'upon', 'user', 'utilise', 'utilisation', 'via', 'whereas', 'whilst', 'workflow'],
]

/** What makes a page hard: its grade where it has fifty words or more, else the hard words in it. */
export function hardIn(text: string): string[] {
  const count = wordsIn(text).length
  if (count < 50) return hardWordsIn(text).map(word => `“${word}” in ${text}`)
  return gradeOf(text) > 6 ? [`grade ${gradeOf(text).toFixed(1)} in ${count} words: ${text}`] : []
}

function hardWordsIn(text: string): string[] {
  return hard.filter(word => new RegExp(`\\b${word}\\b`, 'i').test(text))
}
