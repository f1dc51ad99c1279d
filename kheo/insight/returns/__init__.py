"""Figures that units report, kept with their period, source and quotation."""
