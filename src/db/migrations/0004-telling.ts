import type { Migration } from './migration.ts'

/**
 * Notices that are owed about no case (to whoever looks after the program), to several places of one person, and together; what
 * was posted where, so that a later notice can replace it; clocks that the law sets; and counts that name nobody.
 */
export const telling: Migration = {
  number: 4,
  name: 'telling',
  statements: ({ bytes, number, strict, strictByKey }) => [
    'alter table delivery rename to delivery_before',
    `create table delivery (
       id text primary key,
       case_id text references cases (id),
       authority text not null,
       destination text not null,
       about text not null,
       regarding text,
       address ${bytes},
       created ${number} not null,
       state text not null,
       due ${number} not null,
       attempts ${number} not null,
       claimed_until ${number} not null,
       claimed_by text,
       place ${number} not null,
       dead ${number} not null,
       can_wait ${number} not null,
       problem text,
       ended ${number}
     ) ${strict}`,
    `insert into delivery (id, case_id, authority, destination, about, address, created, state, due, attempts,
       claimed_until, claimed_by, place, dead, can_wait, problem, ended)
     select delivery_before.id, case_id, cases.authority, destination, about, address, created, delivery_before.state, due,
       attempts, claimed_until, claimed_by, 0, 0, 0, problem, ended
     from delivery_before join cases on cases.id = delivery_before.case_id`,
    'drop table delivery_before',
    'create index delivery_by_due on delivery (state, due)',
    'create index delivery_by_case on delivery (case_id)',

    `create table posted (
       case_id text not null references cases (id),
       destination text not null,
       channel text not null,
       at ${number} not null,
       body ${bytes} not null,
       primary key (case_id, destination, channel)
     ) ${strict}`,
    `create table side_clock (
       case_id text not null references cases (id),
       number ${number} not null,
       name text not null,
       law text not null,
       began ${number} not null,
       due ${number} not null,
       met ${number},
       met_by text,
       primary key (case_id, number)
     ) ${strict}`,
    `create table chore (name text primary key, done ${number} not null) ${strictByKey}`,
    `create table tally (
       authority text not null,
       day text not null,
       what text not null,
       count ${number} not null,
       primary key (authority, day, what)
     ) ${strict}`,
  ],
}
