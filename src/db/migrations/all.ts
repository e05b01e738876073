import { ground } from './0001-ground.ts'
import { cases } from './0002-cases.ts'
import { numbers } from './0003-numbers.ts'
import { telling } from './0004-telling.ts'
import { once } from './0005-once.ts'
import { doors } from './0006-doors.ts'
import type { Migration } from './migration.ts'

/** In order. To add one: a file with the next number beside the others, and its name here. */
export const migrations: readonly Migration[] = [ground, cases, numbers, telling, once, doors]
