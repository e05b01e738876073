import type { Migration } from './migration.ts'

/**
 * What a desk writes down carries the id of its try, as reports and messages do: tried again, it is one note and one warning.
 * And a desk's list is read from an index in the order in which it is shown, instead of being sorted each time; and a
 * case that is open stands in no index of those whose time is over.
 */
export const once: Migration = {
  number: 5,
  name: 'once',
  statements: () => [
    ...['note', 'warning'].flatMap(table => [
      `alter table ${table} add column submission text`,
      `create unique index ${table}_by_submission on ${table} (submission)`,
    ]),
    'drop index cases_by_end',
    'create index cases_by_end on cases (keep_until) where keep_until is not null',
    'drop index cases_by_desk',
    'create index cases_in_order on cases (authority, is_open, urgent desc, opened, id)',
  ],
}
