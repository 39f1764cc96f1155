"""The settings of the catalogue: services and categories, and the guided questions."""
