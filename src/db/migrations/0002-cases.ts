import type { Migration } from './migration.ts'

/**
 * What anybody wrote stands in the columns of bytes, sealed under the key "case:<id>". The rest is ids, moments and words of
 * the settings. Nothing refers to a person who reports: a row of `reporter` is the only trace, and anonymous has none.
 */
export const cases: Migration = {
  number: 2,
  name: 'cases',
  statements: ({ bytes, number, strict, neverChanged }) => [
    `create table cases (
       id text primary key,
       reference text not null unique,
       authority text not null,
       desk text not null,
       subtype text not null,
       urgent ${number} not null,
       practice ${number} not null,
       drill ${number} not null,
       identity text not null,
       no_pictures ${number} not null,
       state text not null,
       version ${number} not null,
       is_open ${number} not null,
       owner text,
       opened ${number} not null,
       promised ${number} not null,
       pace text not null,
       closed ${number},
       outcome text,
       keep_until ${number},
       afterwards text,
       on_hold ${number} not null,
       submission text unique,
       content text
     ) ${strict}`,
    'create index cases_by_desk on cases (authority, is_open, urgent, opened)',
    'create index cases_by_end on cases (keep_until)',

    `create table report (
       case_id text primary key references cases (id),
       form text not null,
       body ${bytes} not null
     ) ${strict}`,
    ...neverChanged('report'),
    `create table reporter (
       case_id text primary key references cases (id),
       person text,
       body ${bytes} not null
     ) ${strict}`,
    'create index reporter_by_person on reporter (person)',
    `create table history (
       case_id text not null references cases (id),
       number ${number} not null,
       at ${number} not null,
       who text not null,
       came_from text not null,
       move text not null,
       state text not null,
       detail text,
       note ${bytes},
       words ${bytes},
       primary key (case_id, number)
     ) ${strict}`,
    ...neverChanged('history'),

    `create table reader (
       case_id text not null references cases (id),
       role text not null,
       since ${number} not null,
       primary key (case_id, role)
     ) ${strict}`,
    'create index reader_by_role on reader (role, case_id)',
    `create table left_out (
       case_id text not null references cases (id),
       person text not null,
       because text not null,
       primary key (case_id, person)
     ) ${strict}`,
    `create table seen (
       case_id text not null references cases (id),
       who text not null,
       first_at ${number} not null,
       last_at ${number} not null,
       primary key (case_id, who)
     ) ${strict}`,

    `create table message (
       case_id text not null references cases (id),
       number ${number} not null,
       at ${number} not null,
       side text not null,
       who text,
       kind text not null,
       body ${bytes} not null,
       submission text unique,
       primary key (case_id, number)
     ) ${strict}`,
    ...neverChanged('message'),
    `create table note (
       case_id text not null references cases (id),
       number ${number} not null,
       at ${number} not null,
       who text not null,
       body ${bytes} not null,
       primary key (case_id, number)
     ) ${strict}`,
    ...neverChanged('note'),
    `create table file (
       id text primary key,
       case_id text not null references cases (id),
       at ${number} not null,
       side text not null,
       bytes ${number} not null,
       about ${bytes} not null,
       scan text not null,
       scanned ${number}
     ) ${strict}`,
    'create index file_by_case on file (case_id)',
    'create index file_by_scan on file (scan)',

    `create table delivery (
       id text primary key,
       case_id text not null references cases (id),
       destination text not null,
       about text not null,
       address ${bytes},
       created ${number} not null,
       state text not null,
       due ${number} not null,
       attempts ${number} not null,
       claimed_until ${number} not null,
       claimed_by text,
       problem text,
       ended ${number}
     ) ${strict}`,
    'create index delivery_by_due on delivery (state, due)',
    'create index delivery_by_case on delivery (case_id)',
    `create table timer (
       case_id text not null references cases (id),
       name text not null,
       began ${number} not null,
       due ${number} not null,
       step ${number} not null,
       primary key (case_id, name)
     ) ${strict}`,
    'create index timer_by_due on timer (due)',

    `create table link (
       hash text not null,
       case_id text not null references cases (id),
       question text not null,
       primary key (hash, case_id, question)
     ) ${strict}`,
    'create index link_by_case on link (case_id)',
    `create table warning (
       case_id text not null references cases (id),
       number ${number} not null,
       profile text not null,
       at ${number} not null,
       who text not null,
       kind text not null,
       body ${bytes} not null,
       primary key (case_id, number)
     ) ${strict}`,
    ...neverChanged('warning'),
    'create index warning_by_profile on warning (profile)',
    `create table export (
       id text primary key,
       at ${number} not null,
       authority text not null,
       who text not null,
       cases ${number} not null,
       reason ${bytes} not null
     ) ${strict}`,
    ...neverChanged('export'),
  ],
}
