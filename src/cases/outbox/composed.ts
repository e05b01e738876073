import type { Seal } from '../../db/seal.ts'
import type { Row } from './claim.ts'
import type { Outgoing } from './sent.ts'

/** A row of the outbox, with what it is to say now. */
export interface Composed {
  row: Row
  notice: Outgoing['notice']
  addresses: string[]
  urgent: boolean
  /** Of the case that it is about. */
  seal?: Seal
  passing?: Outgoing['passing']
}
