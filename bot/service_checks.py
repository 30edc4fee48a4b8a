"""The checks of ``doctor`` for TMDB and OMDb: each key is tried once."""

from collections.abc import Awaitable, Callable

from bot.checks import Check
from bot.settings import Settings
from core.errors import KeyRefused, Missing, Unavailable

# The Shawshank Redemption, which IMDb will always have.
_ALWAYS_THERE = "tt0111161"
_WITHOUT = "Until then, the bot answers from its own database."


async def tmdb(settings: Settings) -> Check | None:
    """TMDB accepts the token; None without one."""
    if settings.tmdb_token is None:
        return None
    try:
        await _ask_tmdb(settings.tmdb_token.get_secret_value(), settings.tmdb_url)
    except KeyRefused:
        fix = (
            "Copy TMDB_TOKEN again. It is the API read access token, in your settings at "
            "themoviedb.org, under API."
        )
        return Check("tmdb", "fail", "TMDB does not accept TMDB_TOKEN", fix)
    except (Missing, Unavailable) as error:
        return Check(
            "tmdb",
            "warn",
            str(error),
            f"Check the connection, and TMDB_URL if it is set. {_WITHOUT}",
        )
    return Check("tmdb", "pass", "TMDB accepts the token")


async def _ask_tmdb(token: str, url: str | None) -> None:
    from core.clients.tmdb import URL, Tmdb

    async with Tmdb.once(token, url or URL) as client:
        await client.check()


async def omdb(settings: Settings) -> Check | None:
    """OMDb accepts the key; None without one."""
    if settings.omdb_key is None:
        return None
    try:
        await _ask_omdb(settings.omdb_key.get_secret_value(), settings.omdb_url)
    except KeyRefused:
        fix = (
            "Copy OMDB_KEY again from the email OMDb sent you, and follow the link in it to "
            "activate the key."
        )
        return Check("omdb", "fail", "OMDb does not accept OMDB_KEY", fix)
    except Unavailable as error:
        spent = (
            "If the requests of the day are used up, wait until midnight UTC or get a larger plan."
        )
        return Check(
            "omdb",
            "warn",
            str(error),
            f"{spent} Otherwise check the connection, and OMDB_URL if it is set.",
        )
    except Missing:
        pass  # the key was accepted
    return Check("omdb", "pass", "OMDb accepts the key")


async def _ask_omdb(key: str, url: str | None) -> None:
    from core.clients.omdb import URL, Omdb

    async with Omdb.once(key, url or URL) as client:
        await client.scores(_ALWAYS_THERE)


OF_SERVICES: tuple[Callable[[Settings], Awaitable[Check | None]], ...] = (tmdb, omdb)
