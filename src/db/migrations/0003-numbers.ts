import type { Migration } from './migration.ts'

/** For the numbers: what was promised at first, and when somebody took it up at first. Later moves change neither. */
export const numbers: Migration = {
  number: 3,
  name: 'numbers',
  statements: ({ number }) => [
    `alter table cases add column first_promised ${number} not null default 0`,
    `alter table cases add column first_acknowledged ${number}`,
  ],
}
