"""peewee's view of the tables of `schema_approach`."""

import peewee

MODELS: tuple[type[peewee.Model], ...] = ()
