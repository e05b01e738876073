import type { Migration } from './migration.ts'

export const ground: Migration = {
  number: 1,
  name: 'ground',
  statements: ({ bytes, number, strict, strictByKey, onlyAdded }) => [
    // Who holds a master key is in the key file, not here. That data_key refers to it is what keeps a key from being
    // forgotten while anything is still wrapped by it.
    `create table master_key (id text primary key, since ${number} not null unique) ${strict}`,
    `create table data_key (
       id text primary key,
       master text not null references master_key (id),
       wrapped ${bytes} not null
     ) ${strictByKey}`,

    `create table kept (
       channel text not null,
       key_hash text not null,
       body ${bytes} not null,
       expires ${number},
       primary key (channel, key_hash)
     ) ${strict}`,
    'create index kept_by_expiry on kept (expires)',

    // A closed set of short words without spaces: there is no column into which a name or a text would fit.
    `create table audit (
       number ${number} primary key,
       at ${number} not null,
       ${['who', 'act', 'what', 'was', 'became', 'why'].map(opaque).join(',\n')},
       hash text not null check (length(hash) = 64)
     ) ${strict}`,
    ...onlyAdded('audit'),
    `create table audit_head (one ${number} primary key check (one = 1), number ${number} not null, hash text not null) ${strict}`,
    `insert into audit_head (one, number, hash) values (1, 0, '')`,
  ],
}

function opaque(column: string): string {
  const needed = column === 'who' || column === 'act' || column === 'what' ? 'not null' : ''
  return `${column} text ${needed} check (length(${column}) between 1 and 80 and ${column} not like '% %')`
}
