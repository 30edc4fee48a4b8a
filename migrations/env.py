"""Where Alembic starts: runs the steps on the connection, and in the transaction, that
core.storage.migrate hands over.
"""

from alembic import context

from core.storage.engine import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
