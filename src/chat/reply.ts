import type { Question } from '../desks/question.ts'
import type { Act } from './act.ts'

/** What we say back, on any channel. These few blocks are enough for all of them, and each channel shows every one. */
export interface Reply {
  /** What a notification, a screen reader or a list says of it first. */
  title: string
  blocks: Block[]
  /** Who may see it: whoever asked and nobody else, or everybody who reads in that place. */
  for: 'asker' | 'place'
  /** It must still be there tomorrow, as a receipt must. Where what is shown vanishes, it is sent to where it stays as well. */
  stays?: true
  /** What was asked for was not done: a form that was sent has to stay as it is, with every word in it. */
  undone?: true
  /** A model wrote words of it: a channel that has a sign for that shows it. */
  byModel?: true
  /** It answers something overheard, and there is nothing worth saying to that. */
  silent?: true
}

export type Block = Text | Quote | Facts | Notice | Table | Actions | FormBlock | File | Link

/** Paragraphs with an empty line between; a line that begins with "- " is an item of a list. Nothing in it is mark-up. */
export interface Text {
  is: 'text'
  text: string
  heading?: string
}

/** Words that are not ours: of a clause, a report, a message. They are shown as they stand, whatever they look like. */
export interface Quote {
  is: 'quote'
  text: string
  /** Whose words, and where they stand: `Social Media Policy (2012), 2.1.3, page 4`. */
  from: string
  /** The sentence of it that answers. */
  lead?: string
  /** Said before the words, where they would read wrong alone: `Don’t:` */
  under?: string
  /** The one among several that was asked for. */
  marked?: boolean
  /** A digest of ours: said as such, and never in quotation marks. */
  ours?: boolean
  open?: Action
}

export interface Facts {
  is: 'facts'
  heading?: string
  facts: [name: string, value: string][]
  /** One of them is a moment that somebody waits for: a channel may show how long that still is. */
  counts?: { fact: string; to: Date }
  actions?: Action[]
}

/** Something that must not be overlooked. Its tone is said in words too: nothing is told by colour alone. */
export interface Notice {
  is: 'notice'
  tone: 'danger' | 'warning' | 'good' | 'plain'
  text: string
}

/** A file of a case, or one made for whoever asked. Where a channel would keep a copy of its own, it says where to get it instead. */
export interface File {
  is: 'file'
  name: string
  kind: string
  content: Uint8Array
}

/** An address that the program made, to be opened in a browser. One that somebody wrote is never this: it stays words. */
export interface Link {
  is: 'link'
  label: string
  href: string
}

/** Numbers; a channel that can draws them as well. */
export interface Table {
  is: 'table'
  caption: string
  columns: string[]
  rows: (string | number)[][]
  chart?: 'bars'
}

export interface Actions {
  is: 'actions'
  actions: Action[]
}

export interface Action {
  label: string
  act: Act
  tone?: 'main' | 'danger'
}

/** Something to fill in. What is sent comes back as the same act, with the answers beside it. */
export interface FormBlock {
  is: 'form'
  for: Act
  heading: string
  fields: Field[]
  given: Record<string, unknown>
  mistakes: { field: string; says: string }[]
  /** Why it was not taken, where no single field is to blame. The notices before the form say it as well. */
  refused?: string
  /** What its button says. */
  send: string
  /** Said above the button: who will read it, and what is private. */
  before: string[]
  /** The same for every try of this one form. */
  submission: string
  /** True: no file is taken, fetched or shown, and no preview of a link. */
  noPictures: boolean
  /** True: nothing can be sent yet. */
  stops: boolean
}

/** A question as desks ask it. `changes`: the form has to be asked for again after an answer to it. */
export type Field = Question & { changes?: boolean }
