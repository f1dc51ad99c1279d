"""Democracy in agencies, public units and state enterprises: regulations, conferences."""
