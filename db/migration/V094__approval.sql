-- What one person asks for and a second one decides.

create table approval (
    id         bigint      primary key default unguessable(),
    matter     text        not null check (matter in ('removals', 'briefing', 'statement')),
    subject    text        not null,
    title      text        not null,
    everything boolean     not null,
    operators  int[]       not null,
    why        text,
    terms      jsonb       not null default '{}',
    asked_by   text        not null,
    asked_at   timestamptz not null default now(),
    state      text        not null default 'waiting' check (state in ('waiting', 'approved', 'declined', 'withdrawn')),
    decided_by text,
    decided_at timestamptz,
    decision   text,
    constraint decided_by_somebody check ((state = 'waiting') = (decided_by is null)),
    -- The rule itself: whoever asked cannot approve, whatever the program says.
    constraint two_people check (state <> 'approved' or decided_by <> asked_by),
    constraint own_withdrawal check (state <> 'withdrawn' or decided_by = asked_by)
);
create unique index on approval (subject) where state = 'waiting';
create index on approval (asked_at desc);
comment on column approval.subject is 'the address of the thing';
comment on column approval.operators is 'whose rows it concerns, or on whose it rests: whoever decides must see all of them';
comment on column approval.everything is 'whether it rests on all operators';

alter table approval enable row level security;
alter table approval force row level security;
create policy scope on approval using (
    current_setting('linchpin.scope', true) = 'all'
    or not everything and operators <@ coalesce((select visible_operators())::int[], '{}'));
revoke delete on approval from linchpin_app;

-- A briefing with a sensitive marking waits before it is written.
alter table briefing drop constraint briefing_state_check;
alter table briefing add constraint briefing_state_check check (state in ('waiting', 'composing', 'issued', 'failed'));
