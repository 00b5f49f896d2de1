/** What patients call benefit and harm, the index after every change of what is known, and decisions about the next course. Applied once; never edited afterwards. */
export const sql = /* sql */ `
-- What a patient calls benefit and harm; a change is a new version.
create table patient_goals (
  clinic_id uuid not null default current_clinic() references clinic,
  patient_id uuid not null,
  version integer not null check (version >= 1),
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null,
  primary key (clinic_id, patient_id, version),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, saved_by) references account (clinic_id, id)
);
create index patient_goals_patient on patient_goals (patient_id);
call keep_in_clinic('patient_goals');
call keep_with_patient('patient_goals');
create trigger patient_goals_are_kept before update or delete on patient_goals
  for each row execute function keep_of_patient();

-- The index as it was at one time, with all that it was computed from: what comes later is another row.
create table benefit_risk_index (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  sequence integer not null check (sequence >= 1),
  goals_version integer not null,
  rules_version text not null check (rules_version <> ''),
  inputs jsonb not null,
  result jsonb not null,
  computed_at timestamptz(3) not null,
  unique (clinic_id, id),
  unique (patient_id, sequence),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, patient_id, goals_version)
    references patient_goals (clinic_id, patient_id, version) on delete cascade
);
call keep_in_clinic('benefit_risk_index');
call keep_with_patient('benefit_risk_index');
create trigger benefit_risk_index_is_kept before update or delete on benefit_risk_index
  for each row execute function keep_of_patient();
create function follow_benefit_risk_index() returns trigger language plpgsql as $$
begin
  if new.sequence <> coalesce((select max(sequence) from benefit_risk_index where patient_id = new.patient_id), 0) + 1 then
    raise exception 'index % of a patient does not follow from the one before it', new.sequence
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger benefit_risk_index_follows before insert on benefit_risk_index
  for each row execute function follow_benefit_risk_index();

-- What a physician decided about the next course, with the agenda as it stood; the signature is bound to both.
create table course_decision (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  decision text not null check (decision in ('go on', 'change', 'stop')),
  reasons text not null check (length(reasons) >= 20),
  agenda jsonb not null,
  index_id uuid,
  recorded_by uuid not null,
  decided_at timestamptz(3) not null,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, index_id) references benefit_risk_index (clinic_id, id) on delete cascade,
  foreign key (clinic_id, recorded_by) references account (clinic_id, id)
);
create index course_decision_patient on course_decision (patient_id);
call keep_in_clinic('course_decision');
call keep_with_patient('course_decision');
create trigger course_decision_is_kept before update or delete on course_decision
  for each row execute function keep_of_patient();
`;
