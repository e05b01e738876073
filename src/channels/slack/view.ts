import type { types } from '@slack/bolt'
import type { Act } from '../../chat/act.ts'
import type { Block, FormBlock, Reply } from '../../chat/reply.ts'
import type { Carried } from './carried.ts'
import { fieldBlocks } from './fields.ts'
import { cut, most } from './limits.ts'
import { blocksOf, type Frame } from './render.ts'
import { paragraphs, plain, section } from './rich.ts'

export interface Window extends Frame {
  carried: Carried
  momentShown(given: string): number | undefined
}

/** A reply as a window: a form to be sent, or a page. */
export function modalOf(reply: Reply, window: Window): types.ModalView {
  const form = reply.blocks.find(block => block.is === 'form')
  return form ? formView(reply, form, window) : pageView(reply, window)
}

function formView(reply: Reply, form: FormBlock, window: Window): types.ModalView {
  const { parts = 1, back } = window.carried
  const carried: Carried = {
    ...{ act: form.for, submission: form.submission },
    ...(parts > 1 ? { parts } : {}),
    ...(form.noPictures ? { noPictures: true } : {}),
    ...(back ? { back } : {}),
  }
  // The window's own title says it already, where it fits there: so 999 is what somebody reads first.
  const title = reply.title.startsWith(form.heading) && form.heading.length <= most.title ? '' : reply.title
  return {
    ...shell(form.heading, carried),
    ...(form.stops ? {} : { submit: plain(form.send.length <= most.title ? form.send : 'Send it') }),
    close: plain('Cancel'),
    notify_on_close: true,
    blocks: [
      ...wrong(form),
      ...blocksOf({ title, blocks: reply.blocks }, window),
      ...fieldBlocks(form, { parts, momentShown: window.momentShown }),
    ],
  }
}

/** At the top, for where it cannot stand beside its question. */
function wrong({ mistakes }: FormBlock): types.KnownBlock[] {
  if (mistakes.length === 0) return []
  const heading: types.RichTextBlock = { type: 'rich_text', elements: [section({ bold: 'Not sent yet:' })] }
  return [heading, ...mistakes.flatMap(({ says }) => paragraphs(says))]
}

function pageView({ title, blocks }: Reply, window: Window): types.ModalView {
  const [last] = window.carried.back ?? []
  const back: Block[] = last ? [{ is: 'actions', actions: [{ label: 'Back', act: last }] }] : []
  return {
    ...shell('Signpost', window.carried),
    close: plain('Close'),
    blocks: blocksOf({ title, blocks: [...back, ...blocks] }, window),
  }
}

export function homeOf(reply: Reply, frame: Frame): types.HomeView {
  return { type: 'home', blocks: blocksOf(reply, frame) }
}

/** Opened at once, since Slack allows three seconds; what it is for comes into it. */
export function loadingView(act: Act): types.ModalView {
  return { ...shell('Signpost', { act }), close: plain('Close'), blocks: paragraphs('One moment …') }
}

function shell(title: string, carried: Carried) {
  return {
    type: 'modal' as const,
    callback_id: 'signpost',
    title: plain(cut(title, most.title)),
    private_metadata: JSON.stringify(carried),
  }
}
