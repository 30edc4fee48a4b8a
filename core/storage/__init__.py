"""The database: the engine, migrations, backups, and the store that repositories build on."""
