"""The `kheo` command as an operator meets it."""
