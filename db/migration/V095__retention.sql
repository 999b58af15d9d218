-- How long what is known of people is kept.

alter table account
    add column last_used_at timestamptz,
    add column closed_at    timestamptz,
    add column erased_at    timestamptz;
update account set closed_at = now() where not enabled;
comment on column account.erased_at is 'since when nothing is left of it but the name that the trail and statements refer to';

-- Who somebody is for an identity provider leaves a fingerprint in the trail, so that erasing it here erases it.
create or replace function trail_image(r jsonb, ignored text[]) returns jsonb language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(e.key, case when e.key in ('password', 'digest', 'secret', 'outside')
               then to_jsonb('sha256:' || encode(sha256(convert_to(e.value #>> '{}', 'UTF8')), 'hex'))
               else e.value end), '{}')
    from jsonb_each(r - ignored) e where e.value <> 'null'::jsonb
$$;
