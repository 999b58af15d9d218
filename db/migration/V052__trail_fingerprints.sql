-- Whole files among the columns of a row leave a fingerprint, like secrets: the trail says that they changed, not what is in them.
create or replace function trail_image(r jsonb, ignored text[]) returns jsonb language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(e.key, case
               when e.key in ('password', 'digest', 'secret') or jsonb_typeof(e.value) = 'string' and length(e.value #>> '{}') > 8000
               then to_jsonb('sha256:' || encode(sha256(convert_to(e.value #>> '{}', 'UTF8')), 'hex'))
               else e.value end), '{}')
    from jsonb_each(r - ignored) e where e.value <> 'null'::jsonb
$$;
