"""The walls of the house and the papers that describe it, held against the code."""
