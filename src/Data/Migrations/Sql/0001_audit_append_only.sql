-- The audit is only ever added to, whoever asks: the owner of the table and a superuser included.
CREATE FUNCTION system.refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_rows_stay BEFORE UPDATE OR DELETE ON system.audit
    FOR EACH ROW EXECUTE FUNCTION system.refuse_audit_change();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON system.audit
    FOR EACH STATEMENT EXECUTE FUNCTION system.refuse_audit_change();
ALTER TABLE system.audit ENABLE ALWAYS TRIGGER audit_rows_stay;
ALTER TABLE system.audit ENABLE ALWAYS TRIGGER audit_is_not_emptied;

-- The first row follows 32 zero bytes; each other one follows the hash of exactly one row.
ALTER TABLE system.audit
    ADD CONSTRAINT ck_audit_hash_length CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32);
