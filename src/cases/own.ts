import { record } from '../db/audit.ts'
import { listed, sql } from '../db/sql.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { type FileShown, filesOf } from './files.ts'
import { type Line, linesOf } from './history.ts'
import { sentBy } from './identity.ts'
import { isAllowed, mayPress, moves } from './moves.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { reach } from './reach.ts'
import { type Answered, reportOf } from './report.ts'
import { type Message, messagesOf } from './words.ts'

/** A case as the person who sent it sees it: their words, what became of them, and nothing that the desk keeps for itself. */
export interface OwnPage extends OwnCase {
  outcome: 'shown'
  answered: Answered[]
  history: Pick<Line, 'at' | 'move' | 'state' | 'words'>[]
  messages: Omit<Message, 'who'>[]
  files: Pick<FileShown, 'id' | 'name' | 'bytes' | 'at' | 'scan'>[]
  mayWithdraw: boolean
  mayReopen: boolean
}

export interface OwnCase {
  reference: string
  desk: string
  state: Case['state']
  opened: Date
  promised: Date
  version: number
  /** True once the time has passed by which somebody was to take it up, and nobody has. */
  mayPress: boolean
  /** No file is taken that could be a copy of a picture. */
  noPictures: boolean
}

export async function ownCases(parts: Parts, by: By): Promise<OwnCase[]> {
  // That somebody looks whether they have sent something tells of them that they may have: so no record says who did.
  await parts.db.transaction(tx => record(tx, { who: 'reporter', act: 'listed', what: 'own-cases' }, by.now))
  const ids = await sentBy(parts.db, parts.keys, by.who)
  if (ids.length === 0) return []
  const rows = await parts.db.rows<CaseRow>(sql`select * from cases where id in (${listed(ids)}) order by opened desc`)
  return rows.map(row => ownCase(parts, by, caseOf(row)))
}

export async function showOwn(parts: Parts, by: By, reference: string): Promise<OwnPage | NotFound> {
  return reach(parts, by, reference, 'reporter', async ({ tx, found, seal, log }) => {
    const [report, history, messages, files] = await Promise.all([
      reportOf(tx, seal, found.id),
      linesOf(tx, seal, found.id),
      messagesOf(tx, seal, found.id),
      filesOf(tx, seal, found.id),
    ])
    await log('viewed')
    const { safety } = deskOf(parts, authorityOf(parts, found.authority), found.desk)
    return {
      outcome: 'shown',
      ...ownCase(parts, by, found),
      answered: report.answered,
      history: history
        .filter(({ move }) => isForReporter(move))
        .map(({ at, move, state, words }) => ({ at, move, state, ...(words ? { words } : {}) })),
      messages: messages.map(({ who: _, ...message }) => message),
      files: files
        .filter(({ side }) => side === 'reporter')
        .map(({ id, name, bytes, at, scan }) => ({ id, name, bytes, at, scan })),
      mayWithdraw: isAllowed('withdraw', found.state, 'reporter', safety),
      mayReopen: isAllowed('reopen', found.state, 'reporter', safety),
    }
  })
}

/** What the desk does among itself, and what its clocks say, is not for whoever reported. */
function isForReporter(move: Line['move']): boolean {
  return move === 'open' || move === 'unanswered' || move in moves
}

/** Where the case went to another desk, its reporter is shown that desk. */
function ownCase(parts: Parts, { now }: By, found: Case): OwnCase {
  const { reference, authority, state, opened, promised, version, noPictures } = found
  const desk = deskOf(parts, authorityOf(parts, authority), found.desk)
  const pressing = mayPress(found, desk.safety, now)
  return { reference, desk: desk.name, state, opened, promised, version, mayPress: pressing, noPictures }
}
