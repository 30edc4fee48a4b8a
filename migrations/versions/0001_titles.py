"""Titles, what they are called and told as, and what they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables, owners first."""
    _franchises()
    _genres()
    _themes()
    _franchise_names()
    _genre_names()
    _theme_names()
    _titles()
    _alternative_titles()
    _title_countries()
    _title_genres()
    _title_names()
    _title_texts()
    _title_themes()


def _franchises() -> None:
    op.create_table(
        "franchises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )


def _genres() -> None:
    op.create_table(
        "genres",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("tmdb_movie_id", sa.Integer()),
        sa.Column("tmdb_tv_id", sa.Integer()),
        sa.Column("parent_id", sa.Integer()),
        sa.ForeignKeyConstraint(["parent_id"], ["genres.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )


def _themes() -> None:
    op.create_table(
        "themes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )


def _franchise_names() -> None:
    op.create_table(
        "franchise_names",
        sa.Column("franchise_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["franchise_id"], ["franchises.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("franchise_id", "language"),
        sqlite_with_rowid=False,
    )


def _genre_names() -> None:
    op.create_table(
        "genre_names",
        sa.Column("genre_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["genre_id"], ["genres.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("genre_id", "language"),
        sqlite_with_rowid=False,
    )


def _theme_names() -> None:
    op.create_table(
        "theme_names",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("theme_id", "language"),
        sqlite_with_rowid=False,
    )


def _titles() -> None:
    op.create_table(
        "titles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tmdb_id", sa.Integer()),
        sa.Column("imdb_id", sa.String()),
        sa.Column("original_title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("release_date", sa.Date()),
        sa.Column("runtime", sa.Integer()),
        sa.Column("language", sa.String()),
        sa.Column("certification", sa.String()),
        sa.Column("certification_rank", sa.SmallInteger()),
        sa.Column("status", sa.String()),
        sa.Column("popularity", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("imdb_rating", sa.Float()),
        sa.Column("imdb_votes", sa.Integer()),
        sa.Column("tmdb_rating", sa.Float()),
        sa.Column("tmdb_votes", sa.Integer()),
        sa.Column("rotten_tomatoes", sa.SmallInteger()),
        sa.Column("metascore", sa.SmallInteger()),
        sa.Column("awards", sa.String()),
        sa.Column("budget", sa.BigInteger()),
        sa.Column("revenue", sa.BigInteger()),
        sa.Column("poster", sa.String()),
        sa.Column("backdrop", sa.String()),
        sa.Column("adult", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seasons", sa.Integer()),
        sa.Column("episodes", sa.Integer()),
        sa.Column("facts_checked_at", sa.DateTime(timezone=True)),
        sa.Column("franchise_id", sa.Integer()),
        sa.Column("franchise_position", sa.Integer()),
        sa.Column("genre_mask", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("main_mask", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("weight", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("digest", sa.String()),
        sa.CheckConstraint("kind IN ('movie', 'tv')", name="kind"),
        sa.ForeignKeyConstraint(["franchise_id"], ["franchises.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "imdb_id"),
        sa.UniqueConstraint("kind", "tmdb_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_titles_best",
        "titles",
        [
            sa.literal_column("weight DESC"),
            "kind",
            "genre_mask",
            "year",
            "runtime",
            "language",
            "imdb_rating",
            "imdb_votes",
            "certification_rank",
            "adult",
            "main_mask",
            "popularity",
            "id",
        ],
    )
    op.create_index("ix_titles_franchise_id", "titles", ["franchise_id", "franchise_position"])
    op.create_index(
        "ix_titles_notable",
        "titles",
        [
            sa.literal_column("weight DESC"),
            "kind",
            "genre_mask",
            "year",
            "runtime",
            "language",
            "imdb_rating",
            "imdb_votes",
            "certification_rank",
            "adult",
            "main_mask",
            "popularity",
            "id",
        ],
        sqlite_where=sa.text("imdb_votes >= 1000"),
        postgresql_where=sa.text("imdb_votes >= 1000"),
    )
    op.create_index(
        "ix_titles_popular",
        "titles",
        [
            sa.literal_column("popularity DESC"),
            "kind",
            "genre_mask",
            "year",
            "runtime",
            "language",
            "imdb_rating",
            "imdb_votes",
            "certification_rank",
            "adult",
            "main_mask",
            "weight",
            "id",
        ],
    )
    op.create_index("ix_titles_year", "titles", ["year", sa.literal_column("weight DESC")])


def _alternative_titles() -> None:
    op.create_table(
        "alternative_titles",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id", "name"),
        sqlite_with_rowid=False,
    )


def _title_countries() -> None:
    op.create_table(
        "title_countries",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("position", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id", "country"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_title_countries_country", "title_countries", ["country", "title_id"])


def _title_genres() -> None:
    op.create_table(
        "title_genres",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("genre_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["genre_id"], ["genres.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id", "genre_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_title_genres_genre_id", "title_genres", ["genre_id", "title_id"])


def _title_names() -> None:
    op.create_table(
        "title_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("weight", sa.Float(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_title_names_folded", "title_names", ["folded", "weight", "title_id"])
    op.create_index("ix_title_names_title_id", "title_names", ["title_id"])
    op.create_index("ix_title_names_weight", "title_names", ["weight"])


def _title_texts() -> None:
    op.create_table(
        "title_texts",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("overview", sa.String(), server_default="", nullable=False),
        sa.Column("tagline", sa.String()),
        sa.Column("trailer", sa.String()),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id", "language"),
    )


def _title_themes() -> None:
    op.create_table(
        "title_themes",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id", "theme_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_title_themes_theme_id", "title_themes", ["theme_id", "title_id"])
