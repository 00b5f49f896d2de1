/**
 * The clinic as first laid out. What must never be is refused here and not only in the code: an altered or removed
 * audit entry or plan version, an audit entry that does not follow from the one before it, and a change of clinical
 * or account data in a transaction that wrote no audit entry.
 */
export const sql = `
create table clinic (
  only_one boolean primary key default true check (only_one),
  name text not null check (name <> ''),
  time_zone text not null check (time_zone <> '')
);

create table setting (
  key text primary key,
  value jsonb not null
);

create table account (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  display_name text not null check (display_name <> ''),
  role text not null check (role in ('physician', 'nurse', 'pharmacist', 'researcher', 'administrator', 'patient')),
  password_hash text not null,
  disabled boolean not null default false,
  failed_sign_ins integer not null default 0 check (failed_sign_ins >= 0),
  locked_until timestamptz(3),
  created_at timestamptz(3) not null
);

create table session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id uuid not null references account,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null
);
create index session_account on session (account_id);

create table sign_in_limit (
  key text primary key,
  window_start timestamptz(3) not null,
  attempts integer not null check (attempts > 0)
);

create table first_administrator_token (
  only_one boolean primary key default true check (only_one),
  token_hash bytea not null check (length(token_hash) = 32),
  created_at timestamptz(3) not null
);

create table patient (
  id uuid primary key,
  version integer not null check (version >= 1),
  family_name text not null check (family_name <> ''),
  given_name text not null check (given_name <> ''),
  birth_date date not null,
  sex text not null check (sex in ('female', 'male')),
  pregnancy text not null check (pregnancy in ('pregnant', 'possible', 'not possible', 'unknown')),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

create table patient_source (
  system text not null,
  id text not null,
  patient_id uuid not null references patient on delete cascade,
  primary key (system, id)
);
create index patient_source_patient on patient_source (patient_id);

create table patient_key (
  patient_id uuid primary key references patient on delete cascade,
  key bytea not null check (length(key) = 32)
);

create table record_entry (
  patient_id uuid not null references patient on delete cascade,
  kind text not null check (kind in ('condition', 'medication', 'allergy', 'observation')),
  source_id text not null,
  content jsonb not null,
  primary key (patient_id, kind, source_id)
);

create table laboratory_profile (
  only_one boolean primary key default true check (only_one),
  name text not null
);

create table laboratory_range (
  position integer primary key,
  measure text not null,
  sex text not null check (sex in ('female', 'male', 'any')),
  low double precision,
  high double precision,
  unit text not null,
  unique (measure, sex),
  check (low is not null or high is not null),
  check (low < high)
);

create table plan (
  id uuid primary key,
  patient_id uuid not null references patient on delete cascade,
  version integer not null check (version >= 1)
);
create index plan_patient on plan (patient_id);

create table plan_version (
  plan_id uuid not null references plan on delete cascade,
  version integer not null check (version >= 1),
  title text not null check (title <> ''),
  content jsonb not null,
  ketame_version text not null,
  saved_by uuid not null references account,
  saved_at timestamptz(3) not null,
  primary key (plan_id, version)
);

create table audit_entry (
  sequence bigint primary key check (sequence >= 1),
  at timestamptz(3) not null,
  actor text not null,
  action text not null,
  subject text not null,
  subject_id text,
  request_id text not null,
  patient_id uuid,
  before_content text,
  after_content text,
  previous_hash text not null check (length(previous_hash) = 64),
  hash text not null check (length(hash) = 64),
  transaction_id xid8 not null default pg_current_xact_id()
);
create index audit_entry_transaction on audit_entry (transaction_id);
create index audit_entry_patient on audit_entry (patient_id);

create function refuse_alteration() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never altered or removed', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger audit_entry_is_kept before update or delete on audit_entry
  for each row execute function refuse_alteration();
create trigger audit_entry_is_not_emptied before truncate on audit_entry
  for each statement execute function refuse_alteration();

create function follow_audit_chain() returns trigger language plpgsql as $$
declare
  last record;
begin
  select sequence, hash into last from audit_entry order by sequence desc limit 1;
  if new.sequence <> coalesce(last.sequence, 0) + 1 or new.previous_hash <> coalesce(last.hash, repeat('0', 64)) then
    raise exception 'audit entry % does not follow from the one before it', new.sequence
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger audit_entry_follows before insert on audit_entry
  for each row execute function follow_audit_chain();

-- A plan and its versions go with their patient (an erasure) and in no other way.
create function keep_plan() returns trigger language plpgsql as $$
begin
  if exists (select 1 from patient where id = old.patient_id) then
    raise exception 'a plan is removed only with its patient' using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end $$;
create trigger plan_is_kept before delete on plan for each row execute function keep_plan();

create function keep_plan_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select 1 from plan where id = old.plan_id) then
    return old;
  end if;
  raise exception 'rows of % are never altered or removed', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger plan_version_is_kept before update or delete on plan_version
  for each row execute function keep_plan_version();
create trigger plan_version_is_not_emptied before truncate on plan_version
  for each statement execute function refuse_alteration();

create function follow_plan_versions() returns trigger language plpgsql as $$
begin
  if new.version <> coalesce((select max(version) from plan_version where plan_id = new.plan_id), 0) + 1 then
    raise exception 'version % of a plan does not follow from the one before it', new.version
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger plan_version_follows before insert on plan_version
  for each row execute function follow_plan_versions();

-- At commit: whatever changed, an audit entry was written by the same transaction.
create function require_audit_entry() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from audit_entry where transaction_id = pg_current_xact_id()) then
    raise exception 'a change of % without an audit entry', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
${[
  'clinic',
  'account',
  'first_administrator_token',
  'patient',
  'patient_source',
  'patient_key',
  'record_entry',
  'laboratory_profile',
  'laboratory_range',
  'plan',
  'plan_version',
]
  .map(
    (table) => `create constraint trigger ${table}_is_audited after insert or update or delete on ${table}
  deferrable initially deferred for each row execute function require_audit_entry();`,
  )
  .join('\n')}
`;
