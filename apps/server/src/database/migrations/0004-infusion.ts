/** Sessions of treatment: their entries, what monitors sent, the alerts that were raised, and the limits that a clinic confirmed. Applied once; never edited afterwards. */
export const sql = /* sql */ `
-- The limits of the alerts as a clinic confirmed them; a change is a new version.
create table alert_limits (
  clinic_id uuid not null default current_clinic() references clinic,
  version integer not null check (version >= 1),
  values jsonb not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz(3) not null,
  primary key (clinic_id, version),
  foreign key (clinic_id, confirmed_by) references account (clinic_id, id)
);
call keep_in_clinic('alert_limits');
create trigger alert_limits_are_kept before update or delete on alert_limits
  for each row execute function refuse_alteration();

-- One session of treatment. All that happens in it is in its events; here is what the database itself must know of it.
create table infusion (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  place text not null check (place <> ''),
  planned_start timestamptz(3) not null,
  state text not null check (state in
    ('planned', 'checked in', 'armed', 'infusing', 'paused', 'recovering', 'discharged', 'aborted')),
  -- The patient is in the clinic for it.
  present boolean not null,
  -- It is not over.
  open boolean not null check (open or not present),
  events integer not null check (events >= 0),
  readings integer not null check (readings >= 0),
  unique (clinic_id, id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade
);
create index infusion_patient on infusion (patient_id);
create index infusion_open on infusion (clinic_id) where open;
-- Nobody lies in two beds.
create unique index infusion_one_for_a_patient on infusion (patient_id) where present;
call keep_in_clinic('infusion', audited => false);
call keep_with_patient('infusion');
create function keep_infusion() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from patient where id = old.patient_id) then
      raise exception 'a session of treatment is removed only with its patient' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
  end if;
  if new.patient_id <> old.patient_id or new.events < old.events or new.readings < old.readings then
    raise exception 'a session of treatment keeps its patient and its entries' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger infusion_is_kept before update or delete on infusion for each row execute function keep_infusion();

create table infusion_event (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  infusion_id uuid not null,
  patient_id uuid not null,
  sequence integer not null check (sequence >= 1),
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  by_name text not null check (by_name <> ''),
  by_role text not null,
  signature_id uuid,
  content jsonb not null,
  unique (infusion_id, sequence),
  foreign key (clinic_id, infusion_id) references infusion (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, recorded_by) references account (clinic_id, id)
);
create index infusion_event_patient on infusion_event (patient_id);
call keep_in_clinic('infusion_event');
call keep_with_patient('infusion_event');
create trigger infusion_event_is_kept before update or delete on infusion_event
  for each row execute function keep_of_patient();
create trigger infusion_event_is_not_emptied before truncate on infusion_event
  for each statement execute function refuse_alteration();
create function follow_infusion_events() returns trigger language plpgsql as $$
begin
  if new.sequence <> coalesce((select max(sequence) from infusion_event where infusion_id = new.infusion_id), 0) + 1 then
    raise exception 'entry % of a session does not follow from the one before it', new.sequence
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger infusion_event_follows before insert on infusion_event
  for each row execute function follow_infusion_events();

-- What monitors sent, in the units that are kept. Each batch has one audit entry with the hash of its rows.
create table infusion_reading (
  clinic_id uuid not null default current_clinic() references clinic,
  infusion_id uuid not null,
  patient_id uuid not null,
  sequence integer not null check (sequence >= 1),
  monitor text not null check (monitor <> ''),
  at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  values jsonb not null,
  primary key (infusion_id, sequence),
  unique (infusion_id, monitor, at),
  foreign key (clinic_id, infusion_id) references infusion (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade
);
create index infusion_reading_patient on infusion_reading (patient_id);
call keep_in_clinic('infusion_reading');
call keep_with_patient('infusion_reading');
create trigger infusion_reading_is_kept before update or delete on infusion_reading
  for each row execute function keep_of_patient();

-- Every alert, as it was raised. Raised again by a server that has been started anew, it is the same row.
create table infusion_alert (
  clinic_id uuid not null default current_clinic() references clinic,
  infusion_id uuid not null,
  patient_id uuid not null,
  id text not null,
  rule text not null,
  rule_version integer not null,
  priority text not null check (priority in ('high', 'medium', 'low')),
  raised_at timestamptz(3) not null,
  inputs jsonb not null,
  primary key (infusion_id, id, rule),
  foreign key (clinic_id, infusion_id) references infusion (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade
);
create index infusion_alert_patient on infusion_alert (patient_id);
call keep_in_clinic('infusion_alert');
call keep_with_patient('infusion_alert');
create trigger infusion_alert_is_kept before update or delete on infusion_alert
  for each row execute function keep_of_patient();
`;
