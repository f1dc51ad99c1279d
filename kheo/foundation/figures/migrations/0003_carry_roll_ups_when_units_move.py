"""Roll-ups of a unit that moved, or changed its level, follow it to those now above it.

In the database, because units are also loaded by the thousand; in the lock of the fold, so that
nothing is folded into the old place meanwhile.
"""

from django.db import migrations

CARRY = """
CREATE FUNCTION figures_carry_roll_ups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM earlier JOIN later USING (id)
        WHERE earlier.path <> later.path OR earlier.level <> later.level
    ) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(6035);
    INSERT INTO figures_series (indicator, breakdown, level)
    SELECT DISTINCT series.indicator, series.breakdown, later.level
    FROM earlier JOIN later USING (id)
        JOIN figures_rollup AS own ON own.unit_id = earlier.id
        JOIN figures_series AS series ON series.id = own.series_id
    WHERE series.level = earlier.level AND earlier.level <> later.level
    ON CONFLICT DO NOTHING;
    -- What the unit did itself leaves all that were above it and comes to all that are now.
    INSERT INTO figures_rollup (series_id, is_year, unit_id, start, value)
    SELECT target.id, own.is_year, above.id, own.start, sum(own.value * side.sign)
    FROM earlier JOIN later USING (id)
        JOIN figures_rollup AS own ON own.unit_id = earlier.id
        JOIN figures_series AS series ON series.id = own.series_id
            AND series.level = earlier.level
        CROSS JOIN LATERAL (VALUES
            (-1, earlier.path, earlier.level), (1, later.path, later.level)
        ) AS side (sign, path, level)
        JOIN figures_series AS target ON target.indicator = series.indicator
            AND target.breakdown = series.breakdown AND target.level = side.level
        CROSS JOIN LATERAL unnest(
            CASE WHEN side.path ~ '^/[0-9/]+$'
            THEN string_to_array(trim('/' FROM side.path), '/')::bigint[] END
        ) AS above (id)
    WHERE earlier.path <> later.path OR earlier.level <> later.level
    GROUP BY 1, 2, 3, 4 HAVING sum(own.value * side.sign) <> 0
    ON CONFLICT (series_id, is_year, unit_id, start)
    DO UPDATE SET value = figures_rollup.value + excluded.value;
    RETURN NULL;
END $$;
CREATE TRIGGER figures_carry_roll_ups AFTER UPDATE ON units_unit
    REFERENCING OLD TABLE AS earlier NEW TABLE AS later
    FOR EACH STATEMENT EXECUTE FUNCTION figures_carry_roll_ups();
"""
LEAVE = """
DROP TRIGGER figures_carry_roll_ups ON units_unit;
DROP FUNCTION figures_carry_roll_ups();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("figures", "0002_roll_facts_up_and_take_statements"),
    ]

    operations = [
        migrations.RunSQL(CARRY, LEAVE),
    ]
