/** A monitor may stand at a place: what it sends is of the session that runs there. Applied once; never edited afterwards. */
export const sql = /* sql */ `
alter table monitor add column place text check (place <> '');
drop trigger monitor_is_audited on monitor;
create constraint trigger monitor_is_audited
  after insert or delete or update of name, place, token_hash, added_by, added_at, revoked_at on monitor
  deferrable initially deferred for each row execute function require_audit_entry();
`;
