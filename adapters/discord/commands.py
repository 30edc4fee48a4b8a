"""The slash commands: what each asks for, its options as a form, its words in every language."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.enums import Locale

from adapters.discord.autocomplete import Titles
from adapters.discord.forms import form_options, wished, with_options
from adapters.discord.reading import Asked, Interaction
from core.callbacks import encode
from core.i18n import FALLBACK, languages, speech
from core.intents import (
    Commanded,
    Export,
    FindTitle,
    ForgetMe,
    Help,
    LikeTitle,
    Link,
    MoreLike,
    OpenTitle,
    Privacy,
    Recommend,
    Settings,
    ShowList,
    Spoken,
    Stats,
    Surprise,
    Trending,
    Unlink,
)
from core.movies.genres import genres
from core.movies.wish import Wish
from core.sharing import opened

Ask = Callable[[Interaction, Asked], Awaitable[None]]
Callback = Callable[..., Any]
Text = app_commands.Range[str, 1, 1_000]
_WITHOUT_OPTIONS: Mapping[str, Spoken | Commanded] = {
    "stats": Stats(),
    "surprise": Surprise(),
    "settings": Settings(),
    "privacy": Privacy(),
    "export": Export(),
    "forget": ForgetMe(),
    "help": Help(),
    "unlink": Unlink(),
}
_STATUSES = ("later", "seen", "favourite", "not_interested")
_KINDS = ("movie", "tv")


class Words(app_commands.Translator):
    """Names and descriptions in the languages the bot speaks."""

    async def translate(self, string: locale_str, locale: Locale, _: Any) -> str | None:
        """What a string is in a locale; None where that is the same as without one, or not spoken."""
        if (
            locale.value == FALLBACK
            or locale.value not in languages()
            or "say" not in string.extras
        ):
            return None
        said: str = string.extras["say"](locale.value)
        return said


def all_commands(ask: Ask, titles: Titles) -> list[app_commands.Command[Any, ..., Any]]:
    """Every command. ``ask`` gets what was asked; ``titles`` offers titles while one is typed."""
    commands = [_command(key, _plain(ask, form)) for key, form in _WITHOUT_OPTIONS.items()]
    commands += [
        _command("movie", _described(ask, public=False)),
        _command("suggest", _described(ask, public=True)),
    ]
    commands += [
        _command("list", _list(ask)),
        _command("trending", _trending(ask)),
        _command("link", _link(ask)),
    ]
    for key, intent, by_name in (("title", OpenTitle, FindTitle), ("similar", LikeTitle, _like)):
        command = _command(key, _titled(ask, intent, by_name))
        command.autocomplete("title")(titles.offered)
        commands.append(command)
    return commands


def _command(key: str, callback: Callback) -> app_commands.Command[Any, ..., Any]:
    return app_commands.Command(
        name=_name("commands", key), description=_told("commands", key), callback=callback
    )


def _plain(ask: Ask, form: Spoken | Commanded) -> Callback:
    async def callback(interaction: Interaction) -> None:
        await ask(interaction, Asked(form=form))

    return callback


def _described(ask: Ask, *, public: bool) -> Callback:
    """A request in words, in the options of the form, or both."""

    async def callback(interaction: Interaction, **options: Any) -> None:
        wish = wished(options)
        text = options.get("text") or ""
        form = Recommend(wish) if wish or not text else None
        await ask(interaction, Asked(text, form=form, public=public))

    given = with_options(callback, {"text": Text | None, **form_options()})
    chosen = app_commands.choices(kind=_kinds(), genre=_genres())
    return _worded("text", *form_options())(chosen(given))


def _titled(
    ask: Ask, by_id: Callable[[int], OpenTitle | LikeTitle], by_name: Callable[[str], Spoken]
) -> Callback:
    @_worded("title")
    async def callback(interaction: Interaction, title: Text) -> None:
        chosen = opened(title)
        by_choice = encode(by_id(chosen.title_id)) if isinstance(chosen, OpenTitle) else None
        await ask(interaction, Asked(tap=by_choice, form=None if by_choice else by_name(title)))

    return callback


def _like(title: str) -> MoreLike:
    return MoreLike(Wish(like=(title,)))


def _list(ask: Ask) -> Callback:
    @_worded("which", "kind")
    @app_commands.choices(
        which=[_choice(f"list.{status}", status) for status in _STATUSES], kind=_kinds()
    )
    async def callback(
        interaction: Interaction, which: str = "later", kind: str | None = None
    ) -> None:
        status: Any = which
        only: Any = kind
        await ask(interaction, Asked(form=ShowList(status, Wish(kind=only))))

    return callback


def _trending(ask: Ask) -> Callback:
    @_worded("kind")
    @app_commands.choices(kind=_kinds())
    async def callback(interaction: Interaction, kind: str | None = None) -> None:
        only: Any = kind
        await ask(interaction, Asked(form=Trending(only)))

    return callback


def _link(ask: Ask) -> Callback:
    @_worded("code")
    async def callback(
        interaction: Interaction, code: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        await ask(interaction, Asked(form=Link(code)))

    return callback


def _worded(*options: str) -> Callable[[Callback], Callback]:
    names = {option: _name("options", option) for option in options}
    told = {option: _told("options", option) for option in options}
    return lambda callback: app_commands.rename(**names)(app_commands.describe(**told)(callback))


def _kinds() -> list[Choice[str]]:
    return [_choice(f"discord.kinds.{kind}", kind) for kind in _KINDS]


def _genres() -> list[Choice[str]]:
    slugs = [slug for slug, genre in genres().items() if genre.parent is None]
    return [Choice(name=_string(partial(_genre, slug)), value=slug) for slug in slugs]


def _genre(slug: str, language: str) -> str:
    return speech(language).genre(slug)


def _choice(phrase: str, value: str) -> Choice[str]:
    return Choice(name=_string(lambda language: speech(language)(phrase)), value=value)


def _name(kind: str, key: str) -> locale_str:
    return _string(lambda language: _words(language, kind, key)[0])


def _told(kind: str, key: str) -> locale_str:
    return _string(lambda language: _words(language, kind, key)[1])


def _words(language: str, kind: str, key: str) -> tuple[str, str]:
    name, _, description = speech(language)(f"discord.{kind}.{key}").partition(" ")
    return name, description


def _string(say: Callable[[str], str]) -> locale_str:
    return locale_str(say(FALLBACK), say=say)
