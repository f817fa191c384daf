"""One SQLite file: models, the write door, migrations, the search index."""
