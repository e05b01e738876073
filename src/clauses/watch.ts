import { looksSame, type Prints } from './prints.ts'
import { type Place, shelfOf } from './shelf.ts'

/** What is different on the shelf from what was read. */
export interface Changes {
  added: string[]
  changed: string[]
  removed: string[]
  /** Files that have not stood still yet: `readLibrary` is given these, so that half a copy is not read. */
  unsettled: Set<string>
}

interface Sighting {
  print: string
  since: number
}

/** How long a file must have stood still; how long a burst of changes may hold up those that have. */
const stillMs = 2_000
const longestMs = 60_000
/** A file that was told of and could not be opened is told of again after this. */
const againMs = 60_000

/**
 * Says when the documents of an authority have changed, by looking: network shares do not tell. A change counts when the
 * file has looked the same for a while, and a burst of changes is one change, once all of it stands still.
 */
export class Watch {
  private readonly place: Place
  private readonly seen = new Map<string, Sighting>()
  private waitingSince: number | undefined

  constructor(place: Place) {
    this.place = place
  }

  /** What changed since these prints were taken, or undefined while nothing did or what did still moves. */
  async look(now: Date, read: Prints): Promise<Changes | undefined> {
    const shelf = await shelfOf(this.place)
    // A share that is away for a moment is not a council that deleted all its policies.
    if (!shelf.reached) return undefined
    const there = shelf.standing.flatMap(({ file, size, modifiedMs, sidecar }) => [
      { file, size, modifiedMs },
      ...(sidecar ? [sidecar] : []),
    ])
    const changes: Changes = { added: [], changed: [], removed: [], unsettled: new Set() }
    for (const each of there) {
      const print = read[each.file]
      if (looksSame(each, print)) this.seen.delete(each.file)
      else
        this.note(
          print === undefined ? changes.added : changes.changed,
          each.file,
          `${each.size} ${each.modifiedMs}`,
          now,
          changes,
        )
    }
    const names = new Set(there.map(each => each.file))
    for (const file of Object.keys(read)) if (!names.has(file)) this.note(changes.removed, file, 'gone', now, changes)
    return this.ripe(changes, now)
  }

  private note(into: string[], file: string, print: string, now: Date, changes: Changes): void {
    const before = this.seen.get(file)
    const sighting = before?.print === print ? before : { print, since: now.getTime() }
    this.seen.set(file, sighting)
    if (sighting.since > now.getTime()) return
    if (now.getTime() - sighting.since >= stillMs) into.push(file)
    else changes.unsettled.add(file)
  }

  private ripe(changes: Changes, now: Date): Changes | undefined {
    const settled = changes.added.length + changes.changed.length + changes.removed.length
    if (settled + changes.unsettled.size === 0) this.waitingSince = undefined
    else this.waitingSince ??= now.getTime()
    if (settled === 0) return undefined
    if (changes.unsettled.size > 0 && now.getTime() - (this.waitingSince ?? 0) < longestMs) return undefined
    this.waitingSince = undefined
    for (const file of [...changes.added, ...changes.changed, ...changes.removed]) {
      const sighting = this.seen.get(file)
      // Until then it is not looked at; one that was read well looks the same and is forgotten.
      if (sighting) sighting.since = now.getTime() + againMs
    }
    return changes
  }
}
