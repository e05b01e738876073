import { isAdministrator, isRecordsOfficer, rolesOf } from '../cases/access.ts'
import { bannerOf } from '../desks/practice.ts'
import { type Home, homePage } from './pages/home.ts'
import type { Reply } from './reply.ts'
import { desksOf, type Here } from './talking.ts'

const thirtyDaysMs = 30 * 86_400_000

/** What somebody finds when they come, by the posts that they hold. While the store is away it shows what needs none. */
export async function home(here: Here): Promise<Reply> {
  const { authority, by, talking, now } = here
  const cases = await talking.cases()
  const roles = rolesOf(authority, by.who)
  const inbox = roles.length > 0 ? await cases?.inbox(by) : undefined
  const program = isAdministrator(authority, by.who) ? await programOf(here) : undefined
  const page: Home = {
    ...{ authority, desks: desksOf(here), banner: bannerOf(talking.mode), hasPost: roles.length > 0 },
    isRecordsOfficer: isRecordsOfficer(authority, by.who),
    ...(inbox ? { inbox } : {}),
    ...(program ? { program } : {}),
  }
  return homePage(page, now)
}

async function programOf({ talking, authority, by, now }: Here): Promise<Home['program']> {
  const cases = await talking.cases()
  const shown = await cases?.showStuck(by)
  const counts = await talking.counts(authority.id, new Date(now.getTime() - thirtyDaysMs))
  const { policies } = await talking.library.held(authority.id)
  return {
    stuck: shown?.outcome === 'shown' ? shown.stuck.length : 0,
    notCovered: counts['not-covered'] ?? 0,
    policies: policies.length,
  }
}
