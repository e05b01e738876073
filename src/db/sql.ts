const made = Symbol('sql')

export type Value = string | number | Uint8Array | null

/** A statement with its values beside it, never in it. Only `sql` and `listed` make one, so no text from outside can pass for one. */
export interface Sql {
  readonly [made]: true
  /** The text between the values: always one more than there are values. */
  readonly parts: readonly string[]
  readonly values: readonly Value[]
  /** Of what it is made, where it begins with another statement. */
  readonly steps?: readonly [first: [name: string, query: Sql], then: Sql]
}

/** sql`select … where id = ${id}`. A hole is a value, or a piece of SQL made the same way. */
export function sql(parts: TemplateStringsArray, ...holes: (Value | Sql)[]): Sql {
  if (!holes.some(isSql)) return { [made]: true, parts, values: holes as Value[] }
  return put(holes, at => parts[at] ?? '')
}

/** Values or pieces one after another, for `in (…)` and for inserting several rows. */
export function listed(items: readonly (Value | Sql)[], between = ', '): Sql {
  return put(items, at => (at > 0 && at < items.length ? between : ''))
}

/** A statement that begins with another and goes on from what that one returns, under a name: `with head as (…) insert …`. */
export function following(name: string, first: Sql, then: Sql): Sql {
  return { ...sql`with ${raw(name)} as (${first}) ${then}`, steps: [[name, first], then] }
}

/**
 * Several statements that write, as a single one for PostgreSQL. None of them sees what another did; whether rows that refer to each
 * other are there is looked at when all of it is done. PostgreSQL promises no order; the first does come first, and of the others the
 * one that stands last. So they stand here from the last to the first, and the audit, which everybody waits for, is locked last.
 */
export function joined(all: readonly Sql[]): Sql {
  const [first = raw(''), ...others] = all
  if (others.length === 0) return first
  const named = others.reverse().flatMap((query, at): [string, Sql][] => {
    const [before, then] = query.steps ?? [undefined, query]
    return [...(before ? [before] : []), [`w${at}`, then]]
  })
  return sql`with ${listed(named.map(([name, query]) => sql`${raw(name)} as (${query})`))} ${first}`
}

/** The text as an engine reads it, where `mark` says how that engine writes the place of a value. */
export function textOf(query: Sql, mark: (place: number) => string): string {
  return query.parts.reduce((text, part, place) => `${text}${mark(place)}${part}`)
}

/** Text of ours as SQL: names of tables, statements of a migration. Never anything that a person wrote. */
export function raw(text: string): Sql {
  return piece([text], [])
}

/** The holes with the text before, between and behind them. */
function put(holes: readonly (Value | Sql)[], text: (at: number) => string): Sql {
  const parts = [text(0)]
  const values: Value[] = []
  const add = (more: string) => {
    parts[parts.length - 1] += more
  }
  for (const [at, hole] of holes.entries()) {
    if (isSql(hole)) {
      const [first = '', ...rest] = hole.parts
      add(first)
      parts.push(...rest)
      values.push(...hole.values)
      add(text(at + 1))
    } else {
      values.push(hole)
      parts.push(text(at + 1))
    }
  }
  return piece(parts, values)
}

function piece(parts: readonly string[], values: readonly Value[]): Sql {
  return { [made]: true, parts, values }
}

function isSql(hole: Value | Sql): hole is Sql {
  return typeof hole === 'object' && hole !== null && made in hole
}
