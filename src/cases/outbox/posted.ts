import type { Queries } from '../../db/database.ts'
import type { Seal } from '../../db/seal.ts'
import { sql } from '../../db/sql.ts'
import type { To } from '../deliveries.ts'

/** What stands somewhere about a case, as its channel calls it. It is sealed: what a service calls a message names a conversation. */
export interface Posted {
  caseId: string
  destination: To
  address: string
  posted: unknown
}

export async function keepPosted(
  tx: Pick<Queries, 'run'>,
  seal: Seal,
  { caseId, destination, address, posted }: Posted,
  now: Date,
): Promise<void> {
  const channel = channelOf(address)
  const body = seal.seal(placeOf(caseId, destination, channel), JSON.stringify({ address, posted }))
  await tx.run(sql`
    insert into posted (case_id, destination, channel, at, body)
    values (${caseId}, ${destination}, ${channel}, ${now.getTime()}, ${body})
    on conflict (case_id, destination, channel) do update set at = excluded.at, body = excluded.body`)
}

/** Only what stands at the same address: a person's may have changed. */
export async function postedAt(
  from: Pick<Queries, 'row'>,
  seal: Seal,
  { caseId, destination, address }: Omit<Posted, 'posted'>,
): Promise<unknown> {
  const channel = channelOf(address)
  const row = await from.row<{ body: Uint8Array }>(sql`
    select body from posted where case_id = ${caseId} and destination = ${destination} and channel = ${channel}`)
  if (!row) return undefined
  const kept = JSON.parse(seal.unseal(placeOf(caseId, destination, channel), row.body).toString())
  return kept.address === address ? kept.posted : undefined
}

export function channelOf(address: string): string {
  return address.slice(0, address.indexOf(':'))
}

function placeOf(caseId: string, destination: string, channel: string) {
  return { table: 'posted', row: `${caseId}/${destination}/${channel}`, field: 'body' }
}
