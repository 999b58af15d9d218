-- Passkeys (WebAuthn), in the tables that Spring Security's repositories read and write.

create table user_entities (
    id           varchar(1000) not null primary key,
    name         varchar(100)  not null unique references account (username) on delete cascade,
    display_name varchar(200)
);
comment on table user_entities is 'as whom an authenticator knows an account: a random number, no name';

create table user_credentials (
    credential_id                varchar(1000) not null primary key,
    user_entity_user_id          varchar(1000) not null references user_entities on delete cascade,
    public_key                   bytea         not null,
    signature_count              bigint,
    uv_initialized               boolean,
    backup_eligible              boolean       not null,
    authenticator_transports     varchar(1000),
    public_key_credential_type   varchar(100),
    backup_state                 boolean       not null,
    attestation_object           bytea,
    attestation_client_data_json bytea,
    created                      timestamp,
    last_used                    timestamp,
    label                        varchar(1000) not null
);
create index on user_credentials (user_entity_user_id);
comment on table user_credentials is 'the public halves of passkeys; the private ones never leave their authenticators';

comment on table session is 'where somebody is signed in, by password, passkey or identity provider';
