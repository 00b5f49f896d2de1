/** Protocols of the clinic, selections with their decisions and overrides, and consents. Applied once; never edited afterwards. */
export const sql = /* sql */ `
-- A clinic's own protocols; a change is a new version.
create table own_protocol (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid not null,
  version integer not null check (version >= 1),
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null,
  primary key (clinic_id, id, version),
  foreign key (clinic_id, saved_by) references account (clinic_id, id)
);
call keep_in_clinic('own_protocol');
create trigger own_protocol_is_kept before update or delete on own_protocol
  for each row execute function refuse_alteration();
create trigger own_protocol_is_not_emptied before truncate on own_protocol
  for each statement execute function refuse_alteration();

-- The assessment of one patient against one protocol, which is kept with it: answers are saved one by one.
create table selection (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  version integer not null check (version >= 1),
  protocol jsonb not null,
  answers jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null,
  unique (clinic_id, id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, saved_by) references account (clinic_id, id)
);
create index selection_patient on selection (patient_id);
call keep_in_clinic('selection');
call keep_with_patient('selection');
create function keep_selection() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from patient where id = old.patient_id) then
      raise exception 'a selection is removed only with its patient' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
  end if;
  if new.patient_id <> old.patient_id or new.protocol <> old.protocol or new.version <> old.version + 1 then
    raise exception 'a selection keeps patient and protocol, and its versions follow each other'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger selection_is_kept before update or delete on selection
  for each row execute function keep_selection();

-- What belongs to a patient and is never altered: removed only with the patient.
create function keep_of_patient() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from patient where id = old.patient_id) then
    return old;
  end if;
  raise exception 'rows of % are never altered or removed', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- A verdict written down, with all that it was computed from.
create table selection_decision (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  selection_id uuid not null,
  selection_version integer not null check (selection_version >= 1),
  patient_id uuid not null,
  verdict text not null check (verdict in ('not eligible', 'incomplete', 'eligible with conditions', 'eligible')),
  input jsonb not null,
  result jsonb not null,
  ketame_version text not null,
  decided_by uuid not null,
  decided_at timestamptz(3) not null,
  unique (clinic_id, id),
  check (result ->> 'verdict' = verdict),
  foreign key (clinic_id, selection_id) references selection (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, decided_by) references account (clinic_id, id)
);
create index selection_decision_selection on selection_decision (selection_id);
create index selection_decision_patient on selection_decision (patient_id);
call keep_in_clinic('selection_decision');
call keep_with_patient('selection_decision');
create trigger selection_decision_is_kept before update or delete on selection_decision
  for each row execute function keep_of_patient();

-- A criterion set aside; who did so are its signatures, of which a second one is another person's.
create table selection_override (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  selection_id uuid not null,
  patient_id uuid not null,
  criterion text not null check (criterion <> ''),
  reason_refused text not null check (reason_refused <> ''),
  why text not null check (length(why) >= 20),
  foreign key (clinic_id, selection_id) references selection (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade
);
create index selection_override_selection on selection_override (selection_id);
create index selection_override_patient on selection_override (patient_id);
call keep_in_clinic('selection_override');
call keep_with_patient('selection_override');
create trigger selection_override_is_kept before update or delete on selection_override
  for each row execute function keep_of_patient();

-- What the patient read and signed, word by word. The physician's signature is bound to the same content.
create table consent (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  selection_id uuid not null,
  decision_id uuid not null,
  patient_id uuid not null,
  content jsonb not null,
  withdrawn_at timestamptz(3),
  withdrawn_by uuid,
  withdrawn_why text check (withdrawn_why <> ''),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_why is null)),
  foreign key (clinic_id, selection_id) references selection (clinic_id, id) on delete cascade,
  foreign key (clinic_id, decision_id) references selection_decision (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, withdrawn_by) references account (clinic_id, id)
);
create index consent_selection on consent (selection_id);
create index consent_patient on consent (patient_id);
call keep_in_clinic('consent');
call keep_with_patient('consent');
create function keep_consent() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from patient where id = old.patient_id) then
      raise exception 'a consent is removed only with its patient' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' and (
    old.withdrawn_at is not null or new.withdrawn_at is null
    or (new.selection_id, new.decision_id, new.patient_id, new.content)
      is distinct from (old.selection_id, old.decision_id, old.patient_id, old.content)) then
    raise exception 'a consent is never altered, only withdrawn, once' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'INSERT' and not exists (
    select from selection_decision where id = new.decision_id and selection_id = new.selection_id
      and patient_id = new.patient_id and verdict in ('eligible', 'eligible with conditions')) then
    raise exception 'a consent follows a decision that the patient is eligible'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger consent_is_kept before insert or update or delete on consent
  for each row execute function keep_consent();
create trigger consent_is_not_emptied before truncate on consent
  for each statement execute function refuse_alteration();
`;
