import type { Migration } from './migration.ts'

/**
 * One-time links and what they open: sessions of the desk pages. Of each only the hash of its secret is kept, so that whoever reads
 * the database or a backup of it can sign in as nobody.
 */
export const doors: Migration = {
  number: 6,
  name: 'doors',
  statements: ({ number, strict }) => [
    `create table sign_in_link (
       secret_hash text primary key,
       authority text not null,
       person text not null,
       sent_to text not null,
       browser_hash text,
       counted text,
       created ${number} not null,
       expires ${number} not null,
       spent ${number}
     ) ${strict}`,
    'create index sign_in_link_by_person on sign_in_link (authority, person, created)',
    'create index sign_in_link_by_end on sign_in_link (expires)',
    `create table sign_in_session (
       id text primary key,
       secret_hash text not null unique,
       authority text not null,
       person text not null,
       sent_to text not null,
       browser text not null,
       began ${number} not null,
       seen ${number} not null,
       expires ${number} not null
     ) ${strict}`,
    'create index sign_in_session_by_person on sign_in_session (authority, person)',
    'create index sign_in_session_by_end on sign_in_session (expires)',
  ],
}
