"""Doors from the desk's templates to the registries of the foundation."""
