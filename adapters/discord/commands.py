"""The slash commands, made from what the capabilities declare: their options and their words in
every language.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.enums import Locale

from adapters.discord.autocomplete import Titles
from adapters.discord.forms import form_options, wished, with_options
from adapters.discord.reading import Asked, Interaction
from adapters.shared.menus import described, listed, names
from core.capabilities import ROUTER
from core.capabilities.suggesting.intents import Recommend
from core.dialogue.commands import Choices, Command, Description, Named, Opening, Words
from core.films.taxonomy.taxonomy import genre_name, genres
from core.films.titles.values import KINDS
from core.films.wishes.wish import Wish
from core.presentation.cards import title_of
from core.words.speech import FALLBACK, languages, speech

Ask = Callable[[Interaction, Asked], Awaitable[None]]
Callback = Callable[..., Any]
Text = app_commands.Range[str, 1, 1_000]


class Translations(app_commands.Translator):
    """Names and descriptions in the languages the bot speaks."""

    async def translate(self, string: locale_str, locale: Locale, _: Any) -> str | None:
        """What a string is in a locale; None where that is the same as without one, or not
        spoken.
        """
        spoken = locale.value != FALLBACK and locale.value in languages()
        if not spoken or "say" not in string.extras:
            return None
        said: str = string.extras["say"](locale.value)
        return said


def all_commands(ask: Ask, titles: Titles) -> list[app_commands.Command[Any, ..., Any]]:
    """Every command. ``ask`` gets what was asked; ``titles`` offers titles while one is typed."""
    return [_command(command, ask, titles) for command in listed()]


def _command(command: Command, ask: Ask, titles: Titles) -> app_commands.Command[Any, ..., Any]:
    made: app_commands.Command[Any, ..., Any] = app_commands.Command(
        name=_string(partial(_name, command)),
        description=_string(partial(described, command)),
        callback=_callback(command, ask),
    )
    if isinstance(command.argument, Named):
        made.autocomplete("title")(titles.offered)
    return made


def _name(command: Command, language: str) -> str:
    return names(command, language)[0]


def _callback(command: Command, ask: Ask) -> Callback:
    match command.argument:
        case Description():
            return _described(command, ask)
        case Named() as named:
            return _titled(named, ask)
        case Choices() as choices:
            return _chosen(choices, ask)
        case Words() as words:
            return _worded(command, words, ask)
        case Opening() | None:
            return _plain(command, ask)


def _plain(command: Command, ask: Ask) -> Callback:
    async def callback(interaction: Interaction) -> None:
        await ask(interaction, Asked(form=command.asks))

    return callback


def _described(command: Command, ask: Ask) -> Callback:
    """A request in words, in the options of the form, or both."""

    async def callback(interaction: Interaction, **options: Any) -> None:
        await ask(interaction, _wished(command, options.get("text") or "", wished(options)))

    given = with_options(callback, {"text": Text | None, **form_options()})
    chosen = app_commands.choices(kind=_choices("kind", KINDS), genre=_genres())
    return _options("text", *form_options())(chosen(given))


def _wished(command: Command, text: str, wish: Wish) -> Asked:
    """The text within the form; where neither says anything, what the command asks for alone."""
    if not text and not wish:
        return Asked(form=command.asks, public=command.public)
    base = command.asks.wish if isinstance(command.asks, Recommend) else Wish()
    whole = wish.with_(kind=wish.kind or base.kind)
    return Asked(text, form=Recommend(whole) if whole else None, public=command.public)


def _titled(named: Named, ask: Ask) -> Callback:
    @_options("title")
    async def callback(interaction: Interaction, title: Text) -> None:
        chosen = title_of(title)
        if chosen is not None:
            await ask(interaction, Asked(tap=ROUTER.encode(named.by_id(chosen.title_id))))
        else:
            await ask(interaction, Asked(form=named.by_name(title)))

    return callback


def _chosen(choices: Choices, ask: Ask) -> Callback:
    """A command of one or two choices: discord.py reads the options from the signature."""
    first, *rest = choices.options

    async def one(interaction: Interaction, first: str | None = None) -> None:
        await ask(interaction, Asked(form=choices.made(_given(choices, first))))

    async def two(
        interaction: Interaction, first: str | None = None, second: str | None = None
    ) -> None:
        await ask(interaction, Asked(form=choices.made(_given(choices, first, second))))

    callback: Callback = two if rest else one
    places = dict(zip(("first", "second"), choices.options, strict=False))
    texts = {place: _choices(name, choices.options[name]) for place, name in places.items()}
    return _renamed(places)(app_commands.choices(**texts)(callback))


def _given(choices: Choices, *values: str | None) -> dict[str, str]:
    pairs = zip(choices.options, values, strict=False)
    return {name: value for name, value in pairs if value is not None}


def _worded(command: Command, words: Words, ask: Ask) -> Callback:
    async def callback(interaction: Interaction, words_: Text | None = None) -> None:
        form = words.made(words_) if words_ else command.asks
        await ask(interaction, Asked(form=form))

    return _renamed({"words_": words.option})(callback)


def _options(*names: str) -> Callable[[Callback], Callback]:
    return _renamed({name: name for name in names})


def _renamed(options: dict[str, str]) -> Callable[[Callback], Callback]:
    """Gives options their names and descriptions: parameters by the keys of their words."""
    shown = {place: _string(partial(_option, key, 0)) for place, key in options.items()}
    told = {place: _string(partial(_option, key, 1)) for place, key in options.items()}
    return lambda callback: app_commands.rename(**shown)(app_commands.describe(**told)(callback))


def _option(key: str, part: int, language: str) -> str:
    """The first word of an option's phrase is its name, the rest its description."""
    name, _, description = speech(language)(f"discord.options.{key}").partition(" ")
    return (name, description)[part]


def _choices(option: str, values: tuple[str, ...]) -> list[Choice[str]]:
    return [Choice(name=_string(partial(_choice, option, value)), value=value) for value in values]


def _choice(option: str, value: str, language: str) -> str:
    return speech(language)(f"choice.{option}.{value}")


def _genres() -> list[Choice[str]]:
    slugs = [slug for slug, genre in genres().items() if genre.parent is None]
    return [Choice(name=_string(partial(_genre, slug)), value=slug) for slug in slugs]


def _genre(slug: str, language: str) -> str:
    return genre_name(slug, speech(language))


def _string(say: Callable[[str], str]) -> locale_str:
    return locale_str(say(FALLBACK), say=say)
