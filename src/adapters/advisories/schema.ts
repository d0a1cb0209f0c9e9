// The tables. The file holds copies of public records alone: whatever is wrong with it, it is made again,
// so a newer layout replaces an older one and no migration is written.

export const LAYOUT = 2;

export const TABLES = `
create table source (
  id integer primary key,
  place text not null unique,
  synced integer not null
);
create table advisory (
  row integer primary key,
  id text not null unique,
  modified integer not null,
  withdrawn integer,
  summary text not null,
  severity text not null,
  content blob not null,
  is_deflated integer not null
);
create table file (
  source integer not null references source,
  name text not null,
  crc integer not null,
  advisory integer not null
);
create index file_by_advisory on file (advisory);
create table affected (
  package text not null,
  advisory integer not null,
  data text not null
);
create index affected_by_package on affected (package);
create index affected_by_advisory on affected (advisory);
create table alias (
  alias text not null,
  advisory integer not null,
  primary key (alias, advisory)
) without rowid;
create index alias_by_advisory on alias (advisory);
create virtual table search using fts5 (
  names, summary, content = '', contentless_delete = 1
);
`;
