/**
 * The controlled-drug register: books, lots, accounts, entries, packs, prescriptions, discrepancies and authorisations
 * on paper. Amounts are micrograms of base, whole numbers. What must never be is refused here, whoever asks: negative
 * stock, more than was prescribed, an early refill without two signatures, an expired lot, a supply without a valid
 * programme, an altered or missing entry. Applied once; never edited afterwards.
 */
export const sql = /* sql */ `
-- Whether a patient may be supplied at home at all; the rules of the programme decide it.
create table home_programme (
  clinic_id uuid not null default current_clinic() references clinic,
  patient_id uuid not null,
  version integer not null check (version >= 1),
  status text not null check (status in ('active', 'suspended', 'ended')),
  valid_until timestamptz(3) not null,
  set_by uuid not null,
  set_at timestamptz(3) not null,
  primary key (clinic_id, patient_id),
  foreign key (clinic_id, patient_id) references patient (clinic_id, id) on delete cascade,
  foreign key (clinic_id, set_by) references account (clinic_id, id)
);
call keep_in_clinic('home_programme');
call keep_with_patient('home_programme');

-- Prescriptions and entries outlive an erased patient, as the law has it; what is left then is an id without a person.
create table prescription (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  drug text not null check (drug in ('ketamine', 'S-ketamine')),
  form text not null check (form <> ''),
  strength_ug bigint not null check (strength_ug > 0),
  dose_ug bigint not null check (dose_ug > 0),
  doses integer not null check (doses >= 1),
  interval_hours integer not null check (interval_hours >= 1),
  refills integer not null check (refills >= 0),
  valid_from date not null,
  valid_until date not null check (valid_until >= valid_from),
  early_days integer not null check (early_days >= 0),
  instructions text not null,
  prescribed_by uuid not null,
  prescribed_at timestamptz(3) not null,
  cancelled_at timestamptz(3),
  cancelled_why text check (cancelled_why <> ''),
  check ((cancelled_at is null) = (cancelled_why is null)),
  unique (clinic_id, id),
  foreign key (clinic_id, prescribed_by) references account (clinic_id, id)
);
create index prescription_patient on prescription (patient_id);
call keep_in_clinic('prescription');
call keep_with_patient('prescription');

-- One book for each site and product: drug, form and strength stand at its head.
create table register (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  site text not null check (site <> ''),
  drug text not null check (drug in ('ketamine', 'S-ketamine')),
  form text not null check (form <> ''),
  strength_ug bigint not null check (strength_ug > 0),
  profile text not null,
  two_people jsonb not null,
  discrepancy_hours integer not null check (discrepancy_hours >= 1),
  last_number bigint not null default 0,
  balance_ug bigint not null default 0 constraint negative_stock check (balance_ug >= 0),
  opened_by uuid not null,
  opened_at timestamptz(3) not null,
  unique (clinic_id, id),
  unique (clinic_id, site, drug, form, strength_ug),
  foreign key (clinic_id, opened_by) references account (clinic_id, id)
);
call keep_in_clinic('register');

create table register_lot (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key default gen_random_uuid(),
  register_id uuid not null,
  lot text not null check (lot <> ''),
  -- The last day of use.
  expiry date not null,
  gtin text check (gtin ~ '^[0-9]{14}$'),
  unique (clinic_id, id),
  unique (clinic_id, register_id, lot, expiry),
  foreign key (clinic_id, register_id) references register (clinic_id, id)
);
call keep_in_clinic('register_lot');

-- Where an amount of a lot can be. What was received stands at the supplier with a minus, so that all accounts sum to nothing.
create table register_account (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key default gen_random_uuid(),
  lot_id uuid not null,
  kind text not null check (kind in
    ('supplier', 'stock', 'prepared', 'patient', 'administered', 'returned', 'destroyed', 'elsewhere', 'difference')),
  patient_id uuid,
  balance_ug bigint not null default 0
    constraint negative_stock check (balance_ug >= 0 or kind in ('supplier', 'elsewhere', 'difference')),
  check ((kind = 'patient') = (patient_id is not null)),
  unique (clinic_id, id),
  unique nulls not distinct (clinic_id, lot_id, kind, patient_id),
  foreign key (clinic_id, lot_id) references register_lot (clinic_id, id)
);
call keep_in_clinic('register_account');

-- Leave to supply while the server is away, on paper and signed by the clinic's key; good for one entry.
create table paper_authorisation (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  patient_id uuid not null,
  prescription_id uuid not null,
  amount_ug bigint not null check (amount_ug > 0),
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > issued_at),
  issued_by uuid not null,
  unique (clinic_id, id),
  foreign key (clinic_id, prescription_id) references prescription (clinic_id, id),
  foreign key (clinic_id, issued_by) references account (clinic_id, id)
);
call keep_in_clinic('paper_authorisation');
call keep_with_patient('paper_authorisation');

create table register_key (
  clinic_id uuid primary key default current_clinic() references clinic,
  private_key text not null,
  public_key jsonb not null,
  made_at timestamptz(3) not null
);
call keep_in_clinic('register_key');

create table register_entry (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  register_id uuid not null,
  number bigint not null check (number >= 1),
  kind text not null check (kind in ('receipt', 'preparation', 'dispensing', 'administration', 'return', 'destruction',
    'transfer out', 'transfer in', 'adjustment', 'correction', 'check')),
  lot_id uuid,
  from_account uuid,
  to_account uuid,
  amount_ug bigint not null,
  -- What is on the site after it.
  balance_ug bigint not null,
  counted_ug bigint check (counted_ug >= 0),
  patient_id uuid,
  prescription_id uuid,
  corrects uuid unique,
  -- The other half of a transfer, in the other book; the discrepancy that an adjustment settles.
  linked_to uuid,
  authorisation_id uuid unique,
  early boolean not null default false,
  party text not null,
  identity_shown text not null,
  reason text not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  signatures_needed integer not null,
  request_hash text not null check (length(request_hash) = 64),
  check ((kind = 'check') = (counted_ug is not null)),
  check (case when kind = 'check' then amount_ug = 0 and from_account is null and to_account is null and lot_id is null
    else amount_ug > 0 and from_account is not null and to_account is not null and lot_id is not null
      and from_account <> to_account end),
  check ((kind = 'correction') = (corrects is not null)),
  check (kind not in ('correction', 'adjustment', 'destruction') and not early or reason <> ''),
  check (occurred_at <= recorded_at),
  check (kind <> 'dispensing' or authorisation_id is not null or occurred_at = recorded_at),
  unique (clinic_id, id),
  unique (register_id, number),
  foreign key (clinic_id, register_id) references register (clinic_id, id),
  foreign key (clinic_id, lot_id) references register_lot (clinic_id, id),
  foreign key (clinic_id, from_account) references register_account (clinic_id, id),
  foreign key (clinic_id, to_account) references register_account (clinic_id, id),
  foreign key (clinic_id, prescription_id) references prescription (clinic_id, id),
  foreign key (clinic_id, corrects) references register_entry (clinic_id, id),
  foreign key (clinic_id, authorisation_id) references paper_authorisation (clinic_id, id),
  foreign key (clinic_id, recorded_by) references account (clinic_id, id)
);
create index register_entry_prescription on register_entry (prescription_id);
create index register_entry_patient on register_entry (patient_id);
call keep_in_clinic('register_entry');

-- A single dose in a pack of its own; it lies in one account.
create table dose_pack (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key default gen_random_uuid(),
  code text not null check (code <> ''),
  lot_id uuid not null,
  dose_ug bigint not null check (dose_ug > 0),
  account_id uuid not null,
  unique (clinic_id, id),
  unique (clinic_id, code),
  foreign key (clinic_id, lot_id) references register_lot (clinic_id, id),
  foreign key (clinic_id, account_id) references register_account (clinic_id, id)
);
create index dose_pack_account on dose_pack (account_id);
call keep_in_clinic('dose_pack');

create table register_entry_pack (
  clinic_id uuid not null default current_clinic() references clinic,
  entry_id uuid not null,
  pack_id uuid not null,
  primary key (entry_id, pack_id),
  foreign key (clinic_id, entry_id) references register_entry (clinic_id, id),
  foreign key (clinic_id, pack_id) references dose_pack (clinic_id, id)
);
call keep_in_clinic('register_entry_pack');

-- A count that differed from the book: its id is that of the check.
create table register_discrepancy (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  register_id uuid not null,
  difference_ug bigint not null check (difference_ug <> 0),
  opened_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  closed_at timestamptz(3),
  conclusion text check (conclusion <> ''),
  check ((closed_at is null) = (conclusion is null)),
  foreign key (clinic_id, id) references register_entry (clinic_id, id),
  foreign key (clinic_id, register_id) references register (clinic_id, id)
);
call keep_in_clinic('register_discrepancy');

-- The rule that refuses is the name of the constraint, so that the server can say it in its own words.
create function refuse_movement(rule text, message text) returns void language plpgsql as $$
begin
  raise exception '%', message using errcode = 'check_violation', constraint = rule;
end $$;

create function count_signatures(of_subject text, of_id uuid, of_role text default null) returns bigint
language sql stable as $$
  select count(*) from signature
  where subject = of_subject and subject_id = of_id::text and (of_role is null or role = of_role)
$$;

-- How much of a prescription was supplied, entries that were corrected left out.
create function supplied_of(prescription uuid) returns bigint language sql stable as $$
  select coalesce(sum(amount_ug), 0)::bigint from register_entry entry
  where entry.prescription_id = prescription and kind = 'dispensing'
    and not exists (select from register_entry where corrects = entry.id)
$$;

-- When what a patient was supplied of a drug is used up, taken as prescribed. A supply begins with its first part.
create function supplied_until(patient uuid, of_drug text) returns timestamptz language sql stable as $$
  select max(began + taken * interval '1 hour') from (
    select min(occurred_at) as began, sum(amount_ug) / min(dose_ug) * min(interval_hours) as taken
    from (
      select entry.prescription_id, entry.occurred_at, entry.amount_ug, dose_ug, interval_hours,
        (sum(entry.amount_ug) over (partition by entry.prescription_id order by entry.occurred_at, entry.id)
          - entry.amount_ug)::bigint / (dose_ug * doses) as supply
      from register_entry entry join prescription on prescription.id = entry.prescription_id
      where entry.patient_id = patient and kind = 'dispensing' and drug = of_drug
        and not exists (select from register_entry where corrects = entry.id)
    ) part group by prescription_id, supply
  ) supplies
$$;

-- The rules of a supply. Locks the programme and the prescription until the end of the transaction.
create function check_dispensing(entry register_entry, book register, on_date date) returns void language plpgsql as $$
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
    if paper.prescription_id is distinct from entry.prescription_id or paper.amount_ug <> entry.amount_ug
      or entry.occurred_at not between paper.issued_at and paper.expires_at then
      perform refuse_movement('not_authorised', 'the authorisation on paper is for another supply or another time');
    end if;
  end if;
end $$;

-- Every entry is written through here: numbered, checked, and booked from one account to another.
create function write_register_entry() returns trigger language plpgsql as $$
declare
  book register;
  lot_of register_lot;
  source register_account;
  target register_account;
  corrected register_entry;
  on_date date;
begin
  on_date := (new.occurred_at at time zone (select time_zone from clinic where id = new.clinic_id))::date;
  if new.kind = 'dispensing' then
    select * into book from register where id = new.register_id;
    perform check_dispensing(new, book, on_date);
  end if;
  if new.kind <> 'check' then
    select * into source from register_account where id = new.from_account;
    select * into target from register_account where id = new.to_account;
    select * into lot_of from register_lot where id = new.lot_id;
    if source.lot_id is distinct from new.lot_id or target.lot_id is distinct from new.lot_id
      or lot_of.register_id is distinct from new.register_id then
      perform refuse_movement('another_book', 'lot and accounts are not of this book');
    end if;
    if coalesce(source.patient_id, target.patient_id, new.patient_id) is distinct from new.patient_id then
      perform refuse_movement('another_patient', 'the account is that of another patient');
    end if;
    if new.kind = 'correction' then
      select * into corrected from register_entry where id = new.corrects;
      if exists (select from register_entry where corrects = new.corrects) then
        perform refuse_movement('corrected_before', format('entry %s was corrected before', corrected.number));
      end if;
      if corrected.kind in ('correction', 'check')
        or (corrected.from_account, corrected.to_account, corrected.amount_ug, corrected.register_id)
          is distinct from (new.to_account, new.from_account, new.amount_ug, new.register_id)
        or corrected.patient_id is distinct from new.patient_id then
        perform refuse_movement('no_reversal', 'a correction reverses one movement exactly, and is not itself corrected');
      end if;
    elsif (new.kind, source.kind, target.kind) not in (
      ('receipt', 'supplier', 'stock'), ('preparation', 'stock', 'prepared'),
      ('dispensing', 'stock', 'patient'), ('dispensing', 'prepared', 'patient'),
      ('administration', 'stock', 'administered'), ('administration', 'prepared', 'administered'),
      ('return', 'patient', 'returned'), ('destruction', 'stock', 'destroyed'), ('destruction', 'prepared', 'destroyed'),
      ('destruction', 'returned', 'destroyed'), ('transfer out', 'stock', 'elsewhere'), ('transfer in', 'elsewhere', 'stock'),
      ('adjustment', 'stock', 'difference'), ('adjustment', 'difference', 'stock')) then
      perform refuse_movement('no_such_movement', format('no %s goes from %s to %s', new.kind, source.kind, target.kind));
    elsif target.kind in ('prepared', 'patient', 'administered', 'elsewhere') and lot_of.expiry < on_date then
      perform refuse_movement('expired_lot', format('lot %s expired on %s', lot_of.lot, lot_of.expiry));
    end if;
  end if;
  update register set
    last_number = last_number + 1,
    balance_ug = balance_ug
      + case when target.kind in ('stock', 'prepared') then new.amount_ug else 0 end
      - case when source.kind in ('stock', 'prepared') then new.amount_ug else 0 end
    where id = new.register_id returning * into book;
  if book.id is null then
    perform refuse_movement('another_book', 'there is no such book');
  end if;
  if new.number is not null and new.number <> book.last_number then
    perform refuse_movement('gap', format('entry %s does not follow from entry %s', new.number, book.last_number - 1));
  end if;
  new.number := book.last_number;
  new.balance_ug := book.balance_ug;
  new.signatures_needed := case
    when new.early or book.two_people ? new.kind then 2
    when new.kind in ('correction', 'adjustment', 'destruction') then 1
    else 0 end;
  if new.kind <> 'check' then
    update register_account set balance_ug = balance_ug - new.amount_ug where id = new.from_account;
    update register_account set balance_ug = balance_ug + new.amount_ug where id = new.to_account;
  end if;
  return new;
end $$;
create trigger register_entry_is_written before insert on register_entry
  for each row execute function write_register_entry();

create function open_discrepancy() returns trigger language plpgsql as $$
begin
  insert into register_discrepancy (id, register_id, difference_ug, opened_at, due_at)
    select new.id, new.register_id, new.counted_ug - new.balance_ug, new.recorded_at,
      new.recorded_at + discrepancy_hours * interval '1 hour' from register where id = new.register_id;
  return null;
end $$;
create trigger register_check_is_followed after insert on register_entry
  for each row when (new.counted_ug <> new.balance_ug) execute function open_discrepancy();

-- At commit: whoever must sign has signed, and the packs of an entry are its amount.
create function complete_register_entry() returns trigger language plpgsql as $$
declare
  packed bigint;
begin
  if count_signatures('register entry', new.id) < new.signatures_needed then
    perform refuse_movement('signatures_missing', format('this entry needs the signatures of %s people', new.signatures_needed));
  end if;
  select sum(dose_ug) into packed from register_entry_pack join dose_pack on dose_pack.id = pack_id where entry_id = new.id;
  if packed <> new.amount_ug or packed is null and exists (select from register_account
      where id in (new.from_account, new.to_account) and kind = 'prepared') then
    perform refuse_movement('packs_differ', format('the packs hold %s ug, the entry is of %s ug', coalesce(packed, 0), new.amount_ug));
  end if;
  return null;
end $$;
create constraint trigger register_entry_is_complete after insert on register_entry
  deferrable initially deferred for each row execute function complete_register_entry();

create function move_pack() returns trigger language plpgsql as $$
begin
  update dose_pack set account_id = entry.to_account from register_entry entry
    where entry.id = new.entry_id and dose_pack.id = new.pack_id and dose_pack.account_id = entry.from_account;
  if not found then
    perform refuse_movement('pack_not_there', 'a pack is not where it is to be taken from');
  end if;
  return null;
end $$;
create trigger dose_pack_is_moved after insert on register_entry_pack
  for each row execute function move_pack();

-- Counters, balances and the places of packs change by entries alone: within their triggers.
create function change_by_entry_alone() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and pg_trigger_depth() > 1 then
    return new;
  end if;
  if tg_op = 'INSERT' and tg_table_name = 'register' and (to_jsonb(new) ->> 'last_number')::bigint = 0
    and (to_jsonb(new) ->> 'balance_ug')::bigint = 0 then
    return new;
  end if;
  if tg_op = 'INSERT' and tg_table_name = 'register_account' and (to_jsonb(new) ->> 'balance_ug')::bigint = 0 then
    return new;
  end if;
  raise exception 'rows of % change by entries of the register alone', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger register_is_kept before insert or update or delete on register
  for each row execute function change_by_entry_alone();
create trigger register_account_is_kept before insert or update or delete on register_account
  for each row execute function change_by_entry_alone();
create trigger dose_pack_is_kept before update or delete on dose_pack
  for each row execute function change_by_entry_alone();

-- A new pack lies in the stock of its lot, from where its preparation takes it.
create function place_new_pack() returns trigger language plpgsql as $$
begin
  if not exists (select from register_account where id = new.account_id and lot_id = new.lot_id and kind = 'stock') then
    perform refuse_movement('another_book', 'a new pack is made from the stock of its lot');
  end if;
  return new;
end $$;
create trigger dose_pack_is_placed before insert on dose_pack
  for each row execute function place_new_pack();

create function keep_discrepancy() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and pg_trigger_depth() > 1 then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.closed_at is null and new.closed_at is not null
    and (new.id, new.register_id, new.difference_ug, new.opened_at, new.due_at)
      = (old.id, old.register_id, old.difference_ug, old.opened_at, old.due_at) then
    return new;
  end if;
  raise exception 'a discrepancy is opened by a check, and closed once' using errcode = 'integrity_constraint_violation';
end $$;
create trigger register_discrepancy_is_kept before insert or update or delete on register_discrepancy
  for each row execute function keep_discrepancy();
create function sign_closing() returns trigger language plpgsql as $$
begin
  if count_signatures('register discrepancy', new.id) < 2 then
    perform refuse_movement('signatures_missing', 'two people close a discrepancy');
  end if;
  return null;
end $$;
create constraint trigger register_discrepancy_is_signed after update on register_discrepancy
  deferrable initially deferred for each row execute function sign_closing();

create function keep_prescription() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and exists (select from patient where id = new.patient_id) then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.cancelled_at is null and new.cancelled_at is not null
    and to_jsonb(new) - 'cancelled_at' - 'cancelled_why' = to_jsonb(old) - 'cancelled_at' - 'cancelled_why' then
    return new;
  end if;
  raise exception 'a prescription is written for a patient who is there, and only cancelled' using errcode = 'integrity_constraint_violation';
end $$;
create trigger prescription_is_kept before insert or update or delete on prescription
  for each row execute function keep_prescription();
create function sign_prescription() returns trigger language plpgsql as $$
begin
  if count_signatures('prescription', new.id, 'physician') < 1 then
    perform refuse_movement('signatures_missing', 'a physician signs a prescription');
  end if;
  return null;
end $$;
create constraint trigger prescription_is_signed after insert on prescription
  deferrable initially deferred for each row execute function sign_prescription();

${['register_entry', 'register_entry_pack', 'register_lot', 'paper_authorisation', 'register_key']
  .map(
    (table) => `create trigger ${table}_is_kept before update or delete on ${table}
  for each row execute function refuse_alteration();`,
  )
  .join('\n')}
${[
  'prescription',
  'register',
  'register_lot',
  'register_account',
  'paper_authorisation',
  'register_key',
  'register_entry',
  'dose_pack',
  'register_entry_pack',
  'register_discrepancy',
]
  .map(
    (table) => `create trigger ${table}_is_not_emptied before truncate on ${table}
  for each statement execute function refuse_alteration();`,
  )
  .join('\n')}
`;
