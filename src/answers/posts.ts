import type { Match } from '../search/match.ts'

/**
 * Who holds a post. "Who is the comms manager at the moment?" asks for a person. "Who is the data protection officer?" may
 * as well be told a post, where a policy names one: such roles go with a job.
 */

/** "who is the comms manager at the moment" asks for a person; "who is allowed to post" asks for a rule. */
export function asksWhoHoldsPost(question: string): boolean {
  return postAsked(question) !== undefined
}

/** The matches with the clause that names the holder before those that only speak of them, as nearly every clause of a policy may. */
export function holderFirst(matches: Match[], question: string): Match[] {
  const names = ({ clause }: Match) => namesHolder(clause.text, question)
  return [...matches.filter(names), ...matches.filter(match => !names(match))]
}

/** Whether a text says which post holds the one that was asked for: "The Data Protection Officer is the Head of Legal". */
export function namesHolder(text: string, question: string): boolean {
  const post = postAsked(question)
  if (post === undefined || job.test(post) || now.test(question)) return false
  const asked = `(?<!(?:deputy|assistant|acting) )\\b${post.replace(/[^a-z]+/g, '[^a-z]+')}(?: \\([a-z]+\\)|\\))?`
  const is = '(?:is|are|shall be|will be)(?: also)?'
  const holder = new RegExp(`${asked},? ${is} (?:the|our) `, 'gi')
  const held = new RegExp(
    `(?:${is}|acts? as|(?:is )?(?:designated|appointed)(?: as)?) (?:the|our)(?: council['’]s)? ${asked}`,
    'gi',
  )
  const after = [...text.matchAll(holder)].map(found => text.slice(found.index + found[0].length))
  const before = [...text.matchAll(held)].map(found => text.slice(0, found.index).trimEnd())
  return after.some(rest => /^[A-Z]/.test(rest)) || before.some(start => capitalised.test(start))
}

function postAsked(question: string): string | undefined {
  const name = whoIs.exec(question.toLowerCase().replace(/[’‘]/g, "'").trim())?.[1]
  const isPost =
    name !== undefined && post.test(name) && !/\b(?:to|for what|allowed|responsible|in charge|able)\b/.test(name)
  return isPost ? name : undefined
}

const whoIs =
  /^(?:so |and |hi |hello |please |anyone know |do you know )*who(?:'?s| is| are| was) (?:currently |now )?(?:the |our |my )?([a-z&' -]{3,60}?)(?: (?:now|tonight|today|this week|at the moment|these days|currently|on call|on duty|please))*\s*\??$/
const post =
  /\b(?:manager|officer|lead|leader|head|clerk|director|chief|chair|command|commander|councillor|mayor|minister|solicitor|lawyer|secretary|boss|exec(?:utive)?|ceo|dpo|dsl|lado|siro|coordinator|adviser|advisor|mp)\b/
/** Whoever asks who the head of planning is knows the post already. */
const job =
  /^(?:deputy |assistant |town |parish )*(?:head|director|chief|leader|mayor|chair|clerk|manager|boss|ceo|councillor|mp)\b/
const now = /\b(?:now|tonight|today|this week|at the moment|these days|currently|on call|on duty)\b/i
/** A sentence that has only named a post so far: "The Head of Legal Services". */
const capitalised = /(?:^|[.:;\n\t]\s*)(?:The|Our) [A-Z][\w’'-]*(?: (?:and|of|for|the|to|&|[A-Z][\w’'-]*)){0,8}$/
