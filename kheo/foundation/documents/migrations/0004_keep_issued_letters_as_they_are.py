from django.db import migrations

# The one change allowed: files leave with the record that must be forgotten (SET NULL).
KEEP = """
CREATE FUNCTION documents_issued_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND to_jsonb(OLD) - 'word_id' - 'pdf_id' = to_jsonb(NEW) - 'word_id' - 'pdf_id'
        AND (NEW.word_id IS NULL OR NEW.word_id IS NOT DISTINCT FROM OLD.word_id)
        AND (NEW.pdf_id IS NULL OR NEW.pdf_id IS NOT DISTINCT FROM OLD.pdf_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an issued letter does not change'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER documents_issued_letter_stays BEFORE UPDATE OR DELETE ON documents_issuedletter
    FOR EACH ROW EXECUTE FUNCTION documents_issued_letter_stays();
"""
LET_GO = """
DROP TRIGGER documents_issued_letter_stays ON documents_issuedletter;
DROP FUNCTION documents_issued_letter_stays();
"""


class Migration(migrations.Migration):

    dependencies = [("documents", "0003_number_letters")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
