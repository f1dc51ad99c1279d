"""The pages about the doors for programs: what there is for everybody, keys for officers."""
