/** The tables of 0001 that hold data of a clinic. */
const ofClinic = [
  'setting',
  'account',
  'session',
  'first_administrator_token',
  'patient',
  'patient_source',
  'patient_key',
  'record_entry',
  'laboratory_profile',
  'laboratory_range',
  'plan',
  'plan_version',
  'audit_entry',
];

/**
 * Several clinics on one server. Every table that holds data of a clinic names it, and the database itself shows a
 * transaction only the rows of the clinic that it entered: `current_clinic()` is null outside of a clinic, and then
 * there is nothing to see and nothing can be written. What was there before belongs to the one clinic that there was.
 */
export const sql = `
create function current_clinic() returns uuid language sql stable as $$
  select nullif(current_setting('ketame.clinic', true), '')::uuid
$$;

-- For every table of a clinic, also in later migrations: the first column is
--   clinic_id uuid not null default current_clinic() references clinic
-- and after the table was created it is called once. "audited" refuses a change without an audit entry.
create procedure keep_in_clinic(kept regclass, audited boolean default true) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', kept);
  execute format('alter table %s force row level security', kept);
  execute format(
    'create policy own_clinic on %s using (clinic_id = current_clinic()) with check (clinic_id = current_clinic())', kept);
  execute format('grant select, insert, update, delete on %s to ketame_clinic', kept);
  if audited then
    execute format(
      'create constraint trigger %I after insert or update or delete on %s
        deferrable initially deferred for each row execute function require_audit_entry()',
      (select relname from pg_class where oid = kept) || '_is_audited', kept);
  end if;
end $$;

-- Its rows are written here without an audit entry; the trigger comes back below.
drop trigger clinic_is_audited on clinic;
alter table clinic
  drop column only_one,
  add column id uuid primary key default gen_random_uuid(),
  add column created_at timestamptz(3) not null default now();
insert into clinic (name, time_zone) select 'Ketame', 'UTC' where not exists (select from clinic);
select set_config('ketame.clinic', (select id::text from clinic), true);
alter table clinic alter column id drop default;
create constraint trigger clinic_is_audited after insert or update or delete on clinic
  deferrable initially deferred for each row execute function require_audit_entry();
alter table clinic enable row level security;
alter table clinic force row level security;
create policy own_clinic on clinic using (id = current_clinic()) with check (id = current_clinic());
grant select, insert, update on clinic to ketame_clinic;

${ofClinic
  .map(
    (table) =>
      `alter table ${table} add column clinic_id uuid not null default current_clinic() references clinic;`,
  )
  .join('\n')}

-- What was one of a kind on the server is one of a kind in its clinic. An email stays one of a kind: it signs in.
alter table setting drop constraint setting_pkey, add primary key (clinic_id, key);
alter table first_administrator_token drop column only_one, add primary key (clinic_id), add unique (token_hash);
alter table patient_source drop constraint patient_source_pkey, add primary key (clinic_id, system, id);
alter table laboratory_profile drop column only_one, add primary key (clinic_id);
alter table laboratory_range
  drop constraint laboratory_range_pkey, add primary key (clinic_id, position),
  drop constraint laboratory_range_measure_sex_key, add unique (clinic_id, measure, sex);
alter table audit_entry drop constraint audit_entry_pkey, add primary key (clinic_id, sequence);

-- A foreign key is checked past row level security: it names the clinic too, so that nothing points into another one.
alter table account add unique (clinic_id, id);
alter table patient add unique (clinic_id, id);
alter table plan add unique (clinic_id, id);
alter table session drop constraint session_account_id_fkey,
  add foreign key (clinic_id, account_id) references account (clinic_id, id);
alter table patient_source drop constraint patient_source_patient_id_fkey,
  add foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade;
alter table patient_key drop constraint patient_key_patient_id_fkey,
  add foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade;
alter table record_entry drop constraint record_entry_patient_id_fkey,
  add foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade;
alter table plan drop constraint plan_patient_id_fkey,
  add foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade;
alter table plan_version drop constraint plan_version_plan_id_fkey,
  add foreign key (clinic_id, plan_id) references plan (clinic_id, id) on delete cascade,
  drop constraint plan_version_saved_by_fkey,
  add foreign key (clinic_id, saved_by) references account (clinic_id, id);

-- One chain for each clinic: a clinic verifies its own, and waits for no other.
create or replace function follow_audit_chain() returns trigger language plpgsql as $$
declare
  last record;
begin
  select sequence, hash into last from audit_entry where clinic_id = new.clinic_id order by sequence desc limit 1;
  if new.sequence <> coalesce(last.sequence, 0) + 1 or new.previous_hash <> coalesce(last.hash, repeat('0', 64)) then
    raise exception 'audit entry % does not follow from the one before it', new.sequence
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

${ofClinic
  // Those that are audited have been since 0001.
  .map((table) => `call keep_in_clinic('${table}', audited => false);`)
  .join('\n')}

-- The narrow path of sign-in and start: find out which clinic, and count attempts. All else is done within the clinic.
${['clinic', 'account', 'session', 'first_administrator_token']
  .map(
    (table) => `create policy found_by_server on ${table} for select to ketame_server using (true);
grant select on ${table} to ketame_server;`,
  )
  .join('\n')}
grant select, insert, update, delete on sign_in_limit to ketame_server;

-- Who acts, for the policies below; empty for the server itself.
create function current_account() returns uuid language sql stable as $$
  select nullif(current_setting('ketame.account', true), '')::uuid
$$;
create function current_account_role() returns text language sql stable as $$
  select coalesce(current_setting('ketame.role', true), '')
$$;

-- The ways to prove who one is, beside the password.
alter table clinic add column second_factor_required boolean not null default false;

create table passkey (
  clinic_id uuid not null default current_clinic() references clinic,
  id text primary key,
  account_id uuid not null,
  name text not null check (name <> ''),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports jsonb not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  foreign key (clinic_id, account_id) references account (clinic_id, id)
);
create index passkey_account on passkey (account_id);
call keep_in_clinic('passkey');
create policy found_by_server on passkey for select to ketame_server using (true);
grant select on passkey to ketame_server;

create table authenticator_app (
  clinic_id uuid not null default current_clinic() references clinic,
  account_id uuid primary key,
  secret text not null,
  confirmed boolean not null default false,
  last_step bigint not null default 0,
  created_at timestamptz(3) not null,
  foreign key (clinic_id, account_id) references account (clinic_id, id)
);
call keep_in_clinic('authenticator_app');
-- Whether there is one, and never its secret.
create policy found_by_server on authenticator_app for select to ketame_server using (true);
grant select (account_id, confirmed) on authenticator_app to ketame_server;

create table recovery_code (
  clinic_id uuid not null default current_clinic() references clinic,
  account_id uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  primary key (account_id, code_hash),
  foreign key (clinic_id, account_id) references account (clinic_id, id)
);
call keep_in_clinic('recovery_code');

-- What a passkey is asked to sign: each once, before anybody knows whose passkey it is.
create table passkey_challenge (
  challenge text primary key,
  created_at timestamptz(3) not null
);
grant select, insert, delete on passkey_challenge to ketame_server;

-- A fresh proof of who somebody is, good for one signature and a few minutes.
create table step_up (
  clinic_id uuid not null default current_clinic() references clinic,
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id uuid not null,
  asked_by uuid not null,
  factor text not null check (factor in ('password', 'authenticator app', 'recovery code', 'passkey')),
  created_at timestamptz(3) not null,
  foreign key (clinic_id, account_id) references account (clinic_id, id),
  foreign key (clinic_id, asked_by) references account (clinic_id, id)
);
call keep_in_clinic('step_up');

-- One person signs a version of a thing once, so that two signatures are those of two people.
create table signature (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  subject text not null check (subject <> ''),
  subject_id text not null,
  subject_version integer not null check (subject_version >= 1),
  patient_id uuid,
  meaning text not null check (meaning <> ''),
  content_hash text not null check (length(content_hash) = 64),
  signed_by uuid not null,
  printed_name text not null check (printed_name <> ''),
  role text not null,
  factor text not null,
  signed_at timestamptz(3) not null,
  unique (clinic_id, id),
  unique (clinic_id, subject, subject_id, subject_version, signed_by),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, signed_by) references account (clinic_id, id)
);
create index signature_patient on signature (patient_id);
call keep_in_clinic('signature');
create function keep_signature() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.patient_id is not null
    and not exists (select from patient where id = old.patient_id) then
    return old;
  end if;
  raise exception 'a signature is never altered or removed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger signature_is_kept before update or delete on signature
  for each row execute function keep_signature();
create trigger signature_is_not_emptied before truncate on signature
  for each statement execute function refuse_alteration();

-- A restricted patient is open to physicians and administrators, and to whoever opened the glass, until it closes.
alter table patient add column restricted boolean not null default false;
create table break_glass (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  account_id uuid not null,
  reason text not null check (reason <> ''),
  opened_at timestamptz(3) not null,
  closes_at timestamptz(3) not null check (closes_at > opened_at),
  reviewed_by uuid,
  reviewed_at timestamptz(3),
  verdict text check (verdict in ('justified', 'not justified')),
  note text,
  check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (verdict is null)),
  check (reviewed_by <> account_id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, account_id) references account (clinic_id, id),
  foreign key (clinic_id, reviewed_by) references account (clinic_id, id)
);
create index break_glass_patient on break_glass (patient_id, account_id);
call keep_in_clinic('break_glass');
create policy open_to_role on patient as restrictive using (
  not restricted or current_account_role() in ('', 'physician', 'administrator')
  or exists (select from break_glass where patient_id = patient.id and account_id = current_account() and closes_at > now())
);

-- For every table with a patient_id, also in later migrations: its rows are open to whom the patient is open.
create procedure keep_with_patient(kept regclass) language plpgsql as $$
begin
  execute format(
    'create policy open_with_patient on %s as restrictive using (
      patient_id is null or exists (select from patient where patient.id = %s.patient_id))', kept, kept);
end $$;
${['patient_source', 'patient_key', 'record_entry', 'plan', 'signature'].map((table) => `call keep_with_patient('${table}');`).join('\n')}
create policy open_with_plan on plan_version as restrictive using (exists (select from plan where plan.id = plan_id));
`;
