-- The whole scope that a briefing was commissioned under. Operators and sectors say who may read it; counted again it is
-- under this, so that neither a comparison nor a second person's yes ever counts more than its author may see.
alter table briefing add column scope text;
comment on column briefing.scope is 'as the transactions of its author had it; null in older ones, whose operators and sectors tell it';
