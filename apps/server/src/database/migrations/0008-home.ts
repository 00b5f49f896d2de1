/** What every clinic table is closed to patients by, but for the rows named here. */
const openToPatients: Readonly<Record<string, string>> = {
  clinic: 'true',
  // The chain goes on in whose ever name; what entries say of a patient is sealed under that patient's key.
  audit_entry: 'true',
  setting: `key in ('audit-head', 'demonstration', 'home-clinic')`,
  account: 'id = current_account()',
  session: 'account_id = current_account()',
  passkey: 'account_id = current_account()',
  authenticator_app: 'account_id = current_account()',
  recovery_code: 'account_id = current_account()',
  step_up: 'account_id = current_account()',
  patient: 'id = (select current_patient())',
  patient_key: 'patient_id = (select current_patient())',
  home_programme: 'patient_id = (select current_patient())',
  prescription: 'patient_id = (select current_patient())',
  register_account: 'patient_id = (select current_patient())',
  register_lot: 'exists (select from register_account where lot_id = register_lot.id)',
  dose_pack: 'exists (select from register_account where register_account.id = account_id)',
};

/**
 * Treatment at home: the clinic's own programmes, who is enrolled, what clinic and patient enter, and accounts of
 * patients, who reach their own rows alone. Applied once; never edited afterwards.
 */
export const sql = /* sql */ `
-- Which patient an account is of.
create table patient_account (
  clinic_id uuid not null default current_clinic() references clinic,
  account_id uuid primary key,
  patient_id uuid not null,
  made_by uuid not null,
  made_at timestamptz(3) not null,
  unique (clinic_id, patient_id),
  foreign key (clinic_id, account_id) references account (clinic_id, id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, made_by) references account (clinic_id, id)
);
call keep_in_clinic('patient_account');

-- The patient who acts; null for everybody else.
create function current_patient() returns uuid language sql stable as $$
  select patient_id from patient_account where account_id = current_account()
$$;

-- A table of a clinic is closed to patients until it is said which of its rows are open to them.
create procedure close_to_patients(kept regclass) language plpgsql as $$
begin
  execute format(
    'create policy closed_to_patients on %s as restrictive using ((select current_account_role()) <> ''patient'')', kept);
end $$;
-- For a table whose rows some patients may see and write, also in later migrations: which ones.
create procedure open_to_patients(kept regclass, rows text) language plpgsql as $$
begin
  execute format('drop policy closed_to_patients on %s', kept);
  execute format(
    'create policy own_of_patients on %s as restrictive using ((select current_account_role()) <> ''patient'' or %s)', kept, rows);
end $$;
create or replace procedure keep_in_clinic(kept regclass, audited boolean default true) language plpgsql as $$
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
  call close_to_patients(kept);
end $$;
do $$
declare
  kept regclass;
begin
  for kept in select oid from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace loop
    call close_to_patients(kept);
  end loop;
end $$;
call open_to_patients('patient_account', 'account_id = current_account()');
${Object.entries(openToPatients)
  .map(([table, rows]) => `call open_to_patients('${table}', $rows$${rows}$rows$);`)
  .join('\n')}

-- A restricted record is open to the patient whose it is.
drop policy open_to_role on patient;
create policy open_to_role on patient as restrictive using (
  not restricted or current_account_role() in ('', 'physician', 'administrator', 'patient')
  or exists (select from break_glass where patient_id = patient.id and account_id = current_account() and closes_at > now())
);

-- A clinic's own copy of a programme.
create table own_home_programme (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null,
  foreign key (clinic_id, saved_by) references account (clinic_id, id)
);
call keep_in_clinic('own_home_programme');
call open_to_patients('own_home_programme', 'true');

-- Whoever may be supplied is enrolled in a programme; those of before keep their status and are in none.
alter table home_programme
  add column programme_id text check (programme_id <> ''),
  add column time_zone text check (time_zone <> ''),
  add column sitter_name text,
  add column first_day date,
  add check ((programme_id is null) = (time_zone is null) and (programme_id is null) = (sitter_name is null)
    and (programme_id is null) = (first_day is null));

-- The diary: what patient and clinic entered, in the order in which it came. Nothing is altered; a correction is an event.
create table home_event (
  clinic_id uuid not null default current_clinic() references clinic,
  patient_id uuid not null,
  id uuid not null,
  sequence bigint not null check (sequence >= 1),
  author text not null check (author in ('patient', 'clinic')),
  device uuid not null,
  -- By the clock of the device, and by that of the server when it came.
  at timestamptz(3) not null,
  zone text not null check (zone <> ''),
  received_at timestamptz(3) not null,
  content jsonb not null,
  entered_by uuid not null,
  -- Of the person of the clinic; null for the patient.
  printed_name text check (printed_name <> ''),
  check ((author = 'patient') = (printed_name is null)),
  primary key (clinic_id, patient_id, id),
  unique (clinic_id, patient_id, sequence),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, entered_by) references account (clinic_id, id)
);
create index home_event_received on home_event (received_at);
call keep_in_clinic('home_event');
call keep_with_patient('home_event');
call open_to_patients('home_event', $rows$patient_id = (select current_patient())$rows$);
create policy by_the_patient on home_event as restrictive for insert
  with check (current_account_role() <> 'patient' or author = 'patient');
-- Locked until the end of the transaction, so that whoever asks for what came after a number misses nothing.
create function number_home_event() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('home_event ' || new.patient_id, 0));
  new.sequence := coalesce((select max(sequence) from home_event where patient_id = new.patient_id), 0) + 1;
  return new;
end $$;
create trigger home_event_is_numbered before insert on home_event
  for each row execute function number_home_event();

-- What the clinic saw to: facts, contacts, counts of what is in hand.
create table home_record (
  clinic_id uuid not null default current_clinic() references clinic,
  patient_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('fact', 'contact', 'count')),
  at timestamptz(3) not null,
  content jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz(3) not null,
  primary key (clinic_id, patient_id, id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, recorded_by) references account (clinic_id, id)
);
call keep_in_clinic('home_record');
call keep_with_patient('home_record');
call open_to_patients('home_record', $rows$kind = 'contact' and patient_id = (select current_patient())$rows$);

-- A check after a dose that stayed unanswered: each step of the escalation is raised once.
create table home_silence (
  clinic_id uuid not null default current_clinic() references clinic,
  patient_id uuid not null,
  dose_id uuid not null,
  minute integer not null,
  escalated_to text not null check (escalated_to <> ''),
  due_at timestamptz(3) not null,
  raised_at timestamptz(3) not null,
  primary key (clinic_id, patient_id, dose_id, minute, escalated_to),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade
);
call keep_in_clinic('home_silence');
call keep_with_patient('home_silence');

create function keep_until_erased() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from patient where id = old.patient_id) then
    return old;
  end if;
  raise exception 'rows of % are never altered, and removed only with their patient', tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
${['home_event', 'home_record', 'home_silence']
  .map(
    (table) => `create trigger ${table}_is_kept before update or delete on ${table}
  for each row execute function keep_until_erased();
create trigger ${table}_is_not_emptied before truncate on ${table}
  for each statement execute function refuse_alteration();`,
  )
  .join('\n')}
create trigger own_home_programme_is_kept before update or delete on own_home_programme
  for each row execute function refuse_alteration();

-- The packs of a preparation that was corrected were never made: they stay where the correction put them.
create function refuse_unmade_pack() returns trigger language plpgsql as $$
begin
  if exists (select from register_entry_pack made
      join register_entry preparation on preparation.id = made.entry_id and preparation.kind = 'preparation'
      join register_entry correction on correction.corrects = preparation.id and correction.id <> new.entry_id
      where made.pack_id = new.pack_id) then
    perform refuse_movement('pack_not_made', 'the preparation of this pack was corrected, it is no pack');
  end if;
  return new;
end $$;
create trigger dose_pack_is_made before insert on register_entry_pack
  for each row execute function refuse_unmade_pack();
`;
