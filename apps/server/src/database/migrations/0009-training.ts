/** Training for the home programme: tests that were drawn and taken, and what makes passed ones count no more. */
export const sql = /* sql */ `
create table training_attempt (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  audience text not null check (audience in ('patient', 'sitter', 'physician', 'nurse', 'pharmacist')),
  -- Of the patient, and of the person at the patient's side; staff have an account instead.
  patient_id uuid,
  account_id uuid,
  trainee_name text not null check (trainee_name <> ''),
  module text not null check (module <> ''),
  module_version integer not null check (module_version >= 1),
  language text not null check (language in ('en', 'nl')),
  -- What the questions were drawn with, and which they were, in which order their answers stood.
  seed bigint not null check (seed >= 0),
  drawn jsonb not null,
  begun_by uuid not null,
  begun_at timestamptz(3) not null,
  answers jsonb,
  right_answers integer check (right_answers >= 0),
  passed boolean,
  finished_at timestamptz(3) check (finished_at >= begun_at),
  check ((audience in ('patient', 'sitter')) = (patient_id is not null)),
  check ((patient_id is null) = (account_id is not null)),
  check ((answers is null) = (finished_at is null) and (right_answers is null) = (finished_at is null)
    and (passed is null) = (finished_at is null)),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, account_id) references account (clinic_id, id),
  foreign key (clinic_id, begun_by) references account (clinic_id, id)
);
create index training_attempt_of_patient on training_attempt (patient_id);
call keep_in_clinic('training_attempt');
call keep_with_patient('training_attempt');
-- The person at the patient's side is tested by the clinic, not in the account of the patient.
call open_to_patients('training_attempt', $rows$patient_id = (select current_patient()) and audience = 'patient'$rows$);

create table training_incident (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  -- Null: it concerns everybody of the clinic.
  patient_id uuid,
  modules jsonb not null,
  what text not null check (what <> ''),
  at timestamptz(3) not null,
  entered_by uuid not null,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, entered_by) references account (clinic_id, id)
);
call keep_in_clinic('training_incident');
call keep_with_patient('training_incident');
call open_to_patients('training_incident', $rows$patient_id is null or patient_id = (select current_patient())$rows$);

-- A test is handed in once; what was drawn, answered and judged stays.
create function keep_training_attempt() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null or new.finished_at is null
    or (to_jsonb(old) - '{answers,right_answers,passed,finished_at}'::text[])
      is distinct from (to_jsonb(new) - '{answers,right_answers,passed,finished_at}'::text[]) then
    raise exception 'a test of the training is handed in once and never altered'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger training_attempt_is_handed_in_once before update on training_attempt
  for each row execute function keep_training_attempt();
create trigger training_attempt_is_kept before delete on training_attempt
  for each row execute function keep_until_erased();
create trigger training_attempt_is_not_emptied before truncate on training_attempt
  for each statement execute function refuse_alteration();
create trigger training_incident_is_kept before update or delete on training_incident
  for each row execute function keep_until_erased();
${['training_attempt', 'training_incident']
  .map(
    (table) => `create trigger ${table}_of_nobody_is_kept before delete on ${table}
  for each row when (old.patient_id is null) execute function refuse_alteration();`,
  )
  .join('\n')}
create trigger training_incident_is_not_emptied before truncate on training_incident
  for each statement execute function refuse_alteration();
`;
