/** What is measured after sessions, and questionnaires that are being filled in. Applied once; never edited afterwards. */
export const sql = /* sql */ `
-- One result as it stands; what it was before a change is in the audit.
create table follow_up_result (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  version integer not null check (version >= 1),
  at timestamptz(3) not null,
  content jsonb not null,
  -- Why it should not be there at all; null while it counts.
  struck text check (struck <> ''),
  saved_by uuid not null,
  saved_at timestamptz(3) not null,
  unique (clinic_id, id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, saved_by) references account (clinic_id, id)
);
create index follow_up_result_patient on follow_up_result (patient_id, at);
call keep_in_clinic('follow_up_result');
call keep_with_patient('follow_up_result');
create function keep_follow_up_result() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from patient where id = old.patient_id) then
      raise exception 'a result is removed only with its patient; strike it out' using errcode = 'integrity_constraint_violation';
    end if;
    return old;
  end if;
  if new.patient_id <> old.patient_id or new.content ->> 'kind' <> old.content ->> 'kind'
    or new.version <> old.version + 1 or old.struck is not null then
    raise exception 'a result keeps its patient and kind, its versions follow each other, and struck out it stays so'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger follow_up_result_is_kept before update or delete on follow_up_result
  for each row execute function keep_follow_up_result();

-- A form that somebody has begun; its id becomes the id of the result.
create table questionnaire_draft (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  instrument text not null check (instrument <> ''),
  instrument_version integer not null check (instrument_version >= 1),
  version integer not null check (version >= 1),
  answers jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null,
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, saved_by) references account (clinic_id, id)
);
create index questionnaire_draft_patient on questionnaire_draft (patient_id);
call keep_in_clinic('questionnaire_draft');
call keep_with_patient('questionnaire_draft');
`;
