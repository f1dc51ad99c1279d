"""The database itself keeps the log: it lists new entries for the sealer and refuses changes.

ENABLE ALWAYS lets the triggers fire for every role and replication mode; only the
owner of the tables can switch them off, and what is done then breaks the chain.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""
KEEP = """
CREATE TRIGGER {table}_is_not_changed BEFORE UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_is_not_changed;
CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION log_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_is_not_emptied;
"""
RELEASE = """
DROP TRIGGER {table}_is_not_emptied ON {table};
DROP TRIGGER {table}_is_not_changed ON {table};
"""
LIST = """
CREATE FUNCTION log_await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log_unsealed (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER log_entry_awaits_its_seal AFTER INSERT ON log_entry
    FOR EACH ROW EXECUTE FUNCTION log_await_seal();
INSERT INTO log_unsealed (entry_id) SELECT id FROM log_entry;
"""
UNLIST = """
DROP TRIGGER log_entry_awaits_its_seal ON log_entry;
DROP FUNCTION log_await_seal();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("log", "0002_seal_by_membership"),
    ]

    operations = [
        migrations.RunSQL(LIST, UNLIST),
        migrations.RunSQL(REFUSE, "DROP FUNCTION log_refuse();"),
        migrations.RunSQL(KEEP.format(table="log_entry"), RELEASE.format(table="log_entry")),
        migrations.RunSQL(KEEP.format(table="log_seal"), RELEASE.format(table="log_seal")),
    ]
