"""Reports read thousands of roll-ups that lie far apart; the index alone tells their values."""

from django.db import migrations

KEY = "PRIMARY KEY (series_id, is_year, unit_id, start)"
ALTER = (
    "ALTER TABLE figures_rollup DROP CONSTRAINT figures_rollup_pkey,"
    " ADD CONSTRAINT figures_rollup_pkey {key}"
)


class Migration(migrations.Migration):

    dependencies = [
        ("figures", "0003_carry_roll_ups_when_units_move"),
    ]

    operations = [
        migrations.RunSQL(ALTER.format(key=f"{KEY} INCLUDE (value)"), ALTER.format(key=KEY)),
    ]
