"""What the whole house stands on: one machine for each step of the loop, none of them twice."""
