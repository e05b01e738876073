import { z } from 'zod'
import { readIntricate } from './readers.ts'

const Asked = z.strictObject({
  kind: z.enum(['pdf', 'docx', 'html']),
  bytes: z.instanceof(Uint8Array),
  file: z.string(),
})

// Without its parent it has nothing to do.
process.on('disconnect', () => process.exit(0))
process.on('message', async message => {
  const { kind, bytes, file } = Asked.parse(message)
  try {
    process.send?.({ source: await readIntricate(kind, bytes, file) })
  } catch (error) {
    const { message: says, cause } = error as Error
    process.send?.({ says, ...(cause instanceof Error && { cause: cause.stack ?? cause.message }) })
  }
})
