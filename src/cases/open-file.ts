import type { Side } from './access.ts'
import { type FileShown, filesOf, readSealed } from './files.ts'
import type { By, NotFound, Parts } from './parts.ts'
import { reach } from './reach.ts'

export type OpenedFile = { outcome: 'opened'; file: FileShown; content: Buffer } | { outcome: 'infected' } | NotFound

/** A file of a case for somebody who may read the case; one in which a virus was found for nobody. */
export async function openFile(
  parts: Parts,
  by: By,
  reference: string,
  id: string,
  side: Side = 'desk',
): Promise<OpenedFile> {
  const reached = await reach(parts, by, reference, side, async ({ tx, found, seal, log }) => {
    const file = (await filesOf(tx, seal, found.id)).find(
      one => one.id === id && (side === 'desk' || one.side === side),
    )
    if (!file) return { outcome: 'not-found' } as const
    await log(file.scan === 'infected' ? 'refused-file' : 'opened-file')
    return { outcome: 'opened', file, seal, caseId: found.id } as const
  })
  if (reached.outcome === 'not-found') return reached
  const { file, seal, caseId } = reached
  if (file.scan === 'infected') return { outcome: 'infected' }
  return { outcome: 'opened', file, content: await readSealed(parts, seal, caseId, id) }
}
