"""The form as a workbook: written with what is known, read back cell by cell without guessing."""
