-- When knowledge or registers move, issued briefings are looked at again, and those who issued them are told what would differ.

alter table briefing_check
    add column seen        text        not null default '',
    add column differences text        not null default '[]',
    add column changed_at  timestamptz not null default now(),
    add column read_at     timestamptz;
comment on table briefing_check is 'what of a briefing would differ today, as found when it was last looked at';
comment on column briefing_check.seen is 'the state of knowledge and registers that it was looked at in';
comment on column briefing_check.differences is 'the figures that would differ, as JSON';
comment on column briefing_check.changed_at is 'when it was first found to differ in just these figures';
comment on column briefing_check.read_at is 'when its author last read that';
create index on briefing (author) where state = 'issued';
