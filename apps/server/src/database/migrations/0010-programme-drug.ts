/**
 * A supply is of the drug of the patient's programme; a sheet of paper may be used in the minute in which it was issued;
 * a clock of the clinic may be a little ahead of the server's. Applied once; never edited afterwards.
 */
export const sql = /* sql */ `
-- As prescriptions and the register name it; null for those who were supplied before there were programmes.
alter table home_programme add column drug text check (drug in ('ketamine', 'S-ketamine'));
alter table home_programme no force row level security, disable trigger user;
alter table own_home_programme no force row level security;
update home_programme set drug =
  case when programme_id = 'spravato-example' or exists (
      select from own_home_programme own
      where own.clinic_id = home_programme.clinic_id and own.id::text = programme_id and content ->> 'drug' = 'S-ketamine')
    then 'S-ketamine' else 'ketamine' end
  where programme_id is not null;
alter table own_home_programme force row level security;
alter table home_programme force row level security, enable trigger user,
  add check ((programme_id is null) = (drug is null));

-- Ours: two clocks of a clinic differ by two minutes at most.
alter table register_entry drop constraint register_entry_check4,
  add constraint in_the_future check (occurred_at <= recorded_at + interval '2 minutes');

-- The rules of a supply. Locks the programme and the prescription until the end of the transaction.
create or replace function check_dispensing(entry register_entry, book register, on_date date) returns void
language plpgsql as $$
declare
  programme home_programme;
  paper paper_authorisation;
  order_of prescription;
  supplied bigint;
  one_supply bigint;
  until timestamptz;
begin
  select * into programme from home_programme where patient_id = entry.patient_id for update;
  if programme.status is distinct from 'active' or programme.valid_until <= entry.occurred_at then
    perform refuse_movement('no_valid_programme', 'the home programme of this patient is not active');
  end if;
  select * into order_of from prescription where id = entry.prescription_id for update;
  if order_of.patient_id is distinct from entry.patient_id or order_of.drug <> book.drug or order_of.form <> book.form
    or order_of.strength_ug <> book.strength_ug then
    perform refuse_movement('not_as_prescribed', 'the prescription is not for this patient, drug, form and strength');
  end if;
  if programme.drug <> order_of.drug then
    perform refuse_movement('not_the_programme', format(
      'the prescription is of %s, the home programme of this patient of %s: their doses are not the same',
      order_of.drug, programme.drug));
  end if;
  if order_of.cancelled_at is not null or on_date < order_of.valid_from or on_date > order_of.valid_until then
    perform refuse_movement('prescription_not_valid', format('the prescription is valid from %s to %s%s',
      order_of.valid_from, order_of.valid_until, case when order_of.cancelled_at is null then '' else ' and was cancelled' end));
  end if;
  if entry.amount_ug % order_of.dose_ug <> 0 then
    perform refuse_movement('part_of_a_dose', format('%s ug is not a number of whole doses of %s ug', entry.amount_ug, order_of.dose_ug));
  end if;
  supplied := supplied_of(order_of.id);
  one_supply := order_of.dose_ug * order_of.doses;
  if supplied + entry.amount_ug > one_supply * (order_of.refills + 1) then
    perform refuse_movement('more_than_prescribed', format('%s ug of %s ug were supplied, %s ug more are asked for',
      supplied, one_supply * (order_of.refills + 1), entry.amount_ug));
  end if;
  if entry.amount_ug > one_supply - supplied % one_supply then
    perform refuse_movement('more_than_one_supply', format('%s ug are left of this supply, the next one is a refill',
      one_supply - supplied % one_supply));
  end if;
  -- What is left of a supply that was begun is no refill.
  if supplied % one_supply = 0 and not entry.early then
    until := supplied_until(entry.patient_id, book.drug);
    if entry.occurred_at < until - order_of.early_days * interval '24 hours' then
      perform refuse_movement('early_refill', format('what was supplied lasts until %s, a refill is due %s days before',
        to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), order_of.early_days));
    end if;
  end if;
  if entry.authorisation_id is not null then
    select * into paper from paper_authorisation where id = entry.authorisation_id;
    -- People write down the minute.
    if paper.prescription_id is distinct from entry.prescription_id or paper.amount_ug <> entry.amount_ug
      or entry.occurred_at not between date_trunc('minute', paper.issued_at) and paper.expires_at then
      perform refuse_movement('not_authorised', 'the authorisation on paper is for another supply or another time');
    end if;
  end if;
end $$;
`;
