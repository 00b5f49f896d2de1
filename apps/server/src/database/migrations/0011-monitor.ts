/** A monitor sends vital signs with a token of its own, of which only the SHA-256 is kept. Applied once; never edited afterwards. */
export const sql = /* sql */ `
create table monitor (
  clinic_id uuid not null default current_clinic() references clinic,
  id uuid primary key,
  name text not null check (name <> ''),
  token_hash bytea not null unique check (length(token_hash) = 32),
  added_by uuid not null,
  added_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  foreign key (clinic_id, added_by) references account (clinic_id, id)
);
create unique index monitor_name on monitor (clinic_id, name) where revoked_at is null;
-- Its last use is written down without an audit entry, as that of a session is; all else is audited.
call keep_in_clinic('monitor', audited => false);
create constraint trigger monitor_is_audited
  after insert or delete or update of name, token_hash, added_by, added_at, revoked_at on monitor
  deferrable initially deferred for each row execute function require_audit_entry();
create policy found_by_server on monitor for select to ketame_server using (true);
grant select on monitor to ketame_server;
`;
