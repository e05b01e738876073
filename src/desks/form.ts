import type { Authority } from '../authorities/authority.ts'
import { type Checked, checkAnswers } from './answers.ts'
import { type Given, noPictures, questionsNow, stopsAtDanger } from './asked.ts'
import { beforeSending } from './before.ts'
import { kindNow } from './deadline.ts'
import { type Standing, standing } from './grounds.ts'
import { inDanger } from './lines.ts'
import { bannerOf, type Mode } from './practice.ts'
import type { Question } from './question.ts'
import type { DeskHere, Saying } from './receives.ts'
import { route } from './route.ts'
import { everybody, peopleTold } from './told.ts'

/** Words on a form, with the clauses they rest on; without clauses they are ours. */
export interface Said extends Standing {
  says: string
}

/** A form as every channel shows it, from top to bottom. */
export interface Form {
  desk: string
  name: string
  for: string
  version: string
  banner?: string
  /** What to do in danger. It comes before everything else, and is all that is shown while `stops` is true. */
  danger: string[]
  stops: boolean
  doNot: Said
  says: Said[]
  questions: Question[]
  /** True: no file, no copy, no preview of a link, and nothing fetched. */
  noPictures: boolean
  /** The posts that are told at once, and what each rests on. */
  told: Said[]
  /** Who will read it and what is private, from the configuration in force. */
  beforeSending: string[]
}

/** The form of one desk in one council, after these answers. A channel asks for it again after each choice. */
export function formOf(authority: Authority, desk: DeskHere, given: Given, now: Date, mode: Mode): Form {
  const kind = kindNow(authority, desk, given, now)
  const people = peopleTold(authority, route(authority, desk, { ...kind, about: [] }, now))
  const banner = bannerOf(mode)
  const words = [desk['the law says'], desk['sub-types'][kind.subtype]?.help].filter(says => says !== undefined)
  return {
    desk: desk.id,
    name: desk.name,
    for: desk.for,
    version: desk.version,
    ...(banner ? { banner } : {}),
    danger: inDanger(authority, desk.id),
    stops: stopsAtDanger(desk, given),
    doNot: said(authority, desk['do not']),
    says: [...desk.notes.map(note => said(authority, note)), ...words.map(says => ({ says, rests: [] }))],
    questions: questionsNow(desk, people, given),
    noPictures: noPictures(desk, given),
    told: route(authority, desk, kind, now).first.map(({ role, rests, ourChoice }) => ({
      says: authority.roles[role]?.name ?? role,
      rests,
      ...(ourChoice ? { ourChoice } : {}),
    })),
    beforeSending: beforeSending(authority, desk, given, now),
  }
}

/** Whether the form can be sent as it is. Anyone of the council may be marked as whom it is about. */
export function checkForm(authority: Authority, desk: DeskHere, given: Given): Checked {
  return checkAnswers(desk, everybody(authority), given)
}

function said(authority: Authority, { says, ...grounds }: Saying): Said {
  return { says, ...standing(authority, grounds) }
}
