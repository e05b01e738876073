import type { Act } from '../../../chat/act.ts'
import type { Block, File, Reply } from '../../../chat/reply.ts'
import { html, type Markup } from '../../markup.ts'
import { hrefOf, isLook, lookInstead } from '../address.ts'
import type { Visitor } from '../visitor.ts'
import { drawn } from './block.ts'
import { hidden } from './way.ts'

/** What stands in the middle; each door puts its own around it. */
export interface Page {
  title: string
  main: Markup
  /** Which of the places it is at: the first word of its address. */
  at: string
  /** Something has to be mended on it. */
  isWrong?: boolean
}

export const drawnPage = {
  /** A reply as a page of its own. */
  of(visitor: Visitor, act: Act, reply: Reply, hrefOfFile?: (file: File) => string): Page {
    const isWrong = reply.blocks.some(block => block.is === 'form' && block.mistakes.length > 0)
    const { base, token } = visitor
    const setting = { base, token, level: 2, ...(hrefOfFile ? { hrefOfFile } : {}) } as const
    const isForm = reply.blocks.some(({ is }) => is === 'form')
    // What is shown once something was done is most often what it was done to.
    const shown = isForm || (isLook(act) && !opensForm(act)) ? act : lookInstead(act)
    // The choice of a desk, and what became of a report to one, share an address and not their looks.
    const kind = shown.do === 'desk' && shown.desk === undefined ? 'desks' : shown.do
    const main = html`<div class="page page-${kind}${isForm ? ' has-form' : ''}"${reply.undone && html` data-undone`}>
${back(base, shown)}
<h1>${reply.title}</h1>
${shown.do === 'home' && askLine(visitor)}
<div class="blocks">${blocksOf(visitor, reply).map(block => drawn(block, setting))}</div>
</div>`
    return { title: `${isWrong ? 'Mistake: ' : ''}${reply.title}`, main, at: shown.do, isWrong }
  },

  /** An answer, beneath what was asked, and above the line to ask on. */
  answered(visitor: Visitor, text: string, reply: Reply): Page {
    const { base, token } = visitor
    const blocks = blocksOf(visitor, reply).map(block => drawn(block, { base, token, level: 2 }))
    const main = html`<div class="page page-say"><p class="said">${text}</p><h1>${reply.title}</h1><div class="blocks">${blocks}</div>${askLine(visitor)}</div>`
    return { title: reply.title, main, at: 'home' }
  },

  /** A sentence for whoever did something that was not done. Their window keeps what they typed (`static/keep.js`). */
  refused(says: string): Page {
    return {
      title: 'That was not done',
      main: html`<div class="page" data-undone><h1>That was not done</h1><p>${says}</p></div>`,
      at: '',
    }
  },
}

/** A question can be typed where one is told to type it. */
export function askLine({ base, token }: Visitor): Markup {
  return html`<form class="say" method="post" action="${base}/say">${hidden({ token })}
<label for="text">Your question, or what happened</label>
<div class="line"><textarea id="text" name="text" rows="2" data-keep="say ${base} "></textarea><button class="button main">Send</button></div></form>`
}

/** What stands above the whole page already is not said again. */
export function blocksOf({ banner }: Visitor, { blocks }: Reply): Block[] {
  return blocks.filter(block => block.is !== 'notice' || block.text !== banner)
}

/** These show a form first, and then what became of it. */
function opensForm({ do: what }: Act): boolean {
  return ['move', 'write', 'withdraw', 'reopen-own', 'warn', 'step-back', 'hold'].includes(what)
}

/** One step up. A page that was opened by itself, from a mail or a note, has no other way on. */
function back(base: string, act: Act): Markup {
  const step = stepUp(act)
  return step ? html`<p class="back"><a href="${hrefOf(base, step.act)}">${step.label}</a></p>` : html``
}

function stepUp(act: Act): { label: string; act: Act } | undefined {
  switch (act.do) {
    case 'case':
      return { label: 'All cases', act: { do: 'inbox' } }
    case 'own':
      return { label: 'All my reports', act: { do: 'mine' } }
    case 'desk':
      return act.desk
        ? { label: 'All desks', act: { do: 'desk', ...(act.draft ? { draft: act.draft } : {}) } }
        : undefined
    case 'write':
      return act.what === 'addition' ? upToOwn(act.reference) : upToCase(act.reference)
    case 'withdraw':
    case 'reopen-own':
    case 'unanswered':
      return upToOwn(act.reference)
    case 'hold':
      return { label: 'Records', act: { do: 'records' } }
    default:
      return 'reference' in act ? upToCase(act.reference) : undefined
  }
}

function upToCase(reference: string) {
  return { label: `Case ${reference}`, act: { do: 'case', reference } } as const
}

function upToOwn(reference: string) {
  return { label: `Your report ${reference}`, act: { do: 'own', reference } } as const
}
