-- Estimates and plans that somebody kept: the exact text that was signed, each for whoever kept it, as long as they may see
-- the rows that it was reckoned from.
create table kept_answer (
    id         bigint primary key default unguessable(),
    kind       text        not null check (kind in ('estimate', 'plan')),
    title      text        not null check (length(trim(title)) between 1 and 200),
    finding    text        not null,
    everything boolean     not null,
    operators  int[]       not null,
    statement  text        not null,
    signature  text        not null,
    kept_by    text        not null,
    kept_at    timestamptz not null default now()
);
create index kept_answer_by on kept_answer (kept_by, kept_at desc);

alter table kept_answer enable row level security;
alter table kept_answer force row level security;
create policy scope on kept_answer using (
    current_setting('linchpin.scope', true) = 'all'
    or (not everything and operators <@ (select visible_operators())::int[]));
