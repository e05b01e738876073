import type { Authority } from '../authorities/authority.ts'
import { remembered } from './remembered.ts'
import type { Route } from './route.ts'

/**
 * Everyone whom a report would reach, at once or by the ladder, by id, with the post they are told for. This is the list
 * of "Is it about one of these people?", so it is made from a route that leaves nobody out.
 */
export function peopleTold(authority: Authority, route: Route): Record<string, string> {
  const posts = new Map<string, string>()
  const add = (people: string[], post: string): void => {
    for (const person of people) if (!posts.has(person)) posts.set(person, post)
  }
  const named = (role: string): string => authority.roles[role]?.name ?? role
  for (const { role, people, rooms } of [...route.first, ...route.head, ...route.fallback]) {
    add(people, named(role))
    add(
      rooms.flatMap(room => authority.rooms[room]?.['read by'] ?? []),
      named(role),
    )
  }
  for (const { role, people } of route.deputy) add(people, `Deputy of the ${named(role)}`)
  const held = [...posts.values()]
  return Object.fromEntries(
    [...posts].map(([person, post]) => {
      const alone = held.indexOf(post) === held.lastIndexOf(post)
      return [person, shortened(alone ? post : `${authority.people[person]?.name ?? person} (${post})`)]
    }),
  )
}

/** Everyone of the council, by id: whoever a person saw on a list that has changed with the hour is still among them. */
export const everybody = remembered(
  ({ people }: Authority): Record<string, string> =>
    Object.fromEntries(Object.entries(people).map(([id, { name }]) => [id, name])),
)

/** Slack cuts the words of an option at 75 characters. */
function shortened(label: string): string {
  return label.length <= 75 ? label : `${label.slice(0, 74)}…`
}
