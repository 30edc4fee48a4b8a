"""Full-text search: titles by trigrams of their names, overviews by words; triggers keep both in step on SQLite."""

from alembic import op

revision = "0004"
down_revision = "0003"

_OVERVIEW = (
    "SELECT title_id, group_concat(overview, char(10)) FROM (SELECT * FROM title_texts ORDER BY language)"
    " WHERE {} GROUP BY title_id"
)
_ALL = _OVERVIEW.format("title_id = {row}.title_id")
_OTHERS = _OVERVIEW.format("title_id = {row}.title_id AND language <> {row}.language")
_FORGET = "INSERT INTO overview_search (overview_search, rowid, text) SELECT 'delete', *"
_KEEP = "INSERT INTO overview_search (rowid, text)"

_SQLITE = (
    "CREATE VIRTUAL TABLE title_search USING fts5"
    " (folded, content = 'title_names', content_rowid = 'id', tokenize = 'trigram case_sensitive 1')",
    "CREATE VIRTUAL TABLE title_search_vocab USING fts5vocab (title_search, row)",
    "CREATE VIRTUAL TABLE overview_search USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE TRIGGER title_names_inserted AFTER INSERT ON title_names BEGIN"
    " INSERT INTO title_search (rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER title_names_deleted AFTER DELETE ON title_names BEGIN"
    " INSERT INTO title_search (title_search, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER title_names_updated AFTER UPDATE OF id, folded ON title_names BEGIN"
    " INSERT INTO title_search (title_search, rowid, folded) VALUES ('delete', old.id, old.folded);"
    " INSERT INTO title_search (rowid, folded) VALUES (new.id, new.folded); END",
    # A title is one document, of its overviews in every language: each change takes the old document out and puts the new in.
    f"CREATE TRIGGER title_texts_inserted AFTER INSERT ON title_texts BEGIN"
    f" {_FORGET} FROM ({_OTHERS.format(row='new')}); {_KEEP} {_ALL.format(row='new')}; END",
    f"CREATE TRIGGER title_texts_deleting BEFORE DELETE ON title_texts BEGIN"
    f" {_FORGET} FROM ({_ALL.format(row='old')}); {_KEEP} {_OTHERS.format(row='old')}; END",
    f"CREATE TRIGGER title_texts_updating BEFORE UPDATE OF overview ON title_texts BEGIN"
    f" {_FORGET} FROM ({_ALL.format(row='old')}); END",
    f"CREATE TRIGGER title_texts_updated AFTER UPDATE OF overview ON title_texts BEGIN {_KEEP} {_ALL.format(row='new')}; END",
)

_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_title_names_trigram ON title_names USING gin (folded gin_trgm_ops)",
    "CREATE INDEX ix_title_texts_overview ON title_texts USING gin (to_tsvector('simple', overview))",
)


def upgrade() -> None:
    """Create what the database at hand offers for searching."""
    statements = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for statement in statements:
        op.execute(statement)
