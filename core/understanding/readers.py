"""Understanders that need no model: of commands, of forms, and of plain sentences."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol, runtime_checkable

from core.capabilities import COMMANDS, LINKS, ROUTER
from core.capabilities.lookup.intents import FindTitle
from core.capabilities.smalltalk.intents import Help, OffTopic, Unclear
from core.capabilities.suggesting.intents import Mashup, MoreLike, Recommend, Refine, Surprise
from core.dialogue.commands import Command, Opening
from core.dialogue.intents import Intent
from core.dialogue.turn import FirstOf, Interpretation, Understander, Utterance
from core.errors import Unavailable
from core.films.finding.name_index import NameIndex
from core.films.finding.references import references
from core.films.finding.thresholds import LIKELY_TITLE, SURE_NAME
from core.films.wishes.wish import Wish, set_fields
from core.understanding.offline.deciding import decide
from core.understanding.offline.gibberish import gibberish
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.loading import YEAR, every_lexicon
from core.understanding.offline.name_finder import TITLES, close_title
from core.understanding.offline.reading import Reading
from core.understanding.offline.sentences import Naming, fixed_sentence
from core.understanding.offline.thresholds import (
    TITLE_WORDS,
    UNEXPLAINED_WORDS,
)
from core.understanding.offline.tokens import Sentence, corrected, detect_language
from core.understanding.words import command_names
from core.words.speech import read_once
from core.words.text import clean, fold


class Commands:
    """Understands a message that is a command. Raises Unavailable for anything else, and for a
    command followed by a description ("/movie a heist in Paris"), which another understander reads
    as speech.
    """

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the command."""
        name, _, rest = clean(utterance.text).partition(" ")
        command = named(name.removeprefix("/")) if name.startswith("/") else None
        if command is None:
            raise Unavailable("not a command")
        intent = _meant(command, rest.strip())
        if intent is None and rest.strip():
            raise Unavailable("the command goes on in plain speech")
        return Interpretation(intent or Help(), "command")


def _meant(command: Command, rest: str) -> Intent | None:
    if rest and isinstance(command.argument, Opening):
        return LINKS.opened(rest) or command.argument.unknown
    return command.intent(rest)


def named(name: str) -> Command | None:
    """The command of that name in any language, as typed: "Plus_Tard@somebot"."""
    return commands().get(_key(name.partition("@")[0]))


@read_once
def commands() -> dict[str, Command]:
    """Every command by each of its names, folded."""
    return {_key(name): COMMANDS[key] for name, key in command_names()}


def _key(name: str) -> str:
    return fold(name).replace(" ", "").replace("_", "").replace("-", "")


class UnknownLinks:
    """Understands a message with a link or an id that leads to no title as the question which
    title that is. Raises Unavailable for anything else.
    """

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the link."""
        found = references(utterance.text)
        if not found:
            raise Unavailable("no link")
        return Interpretation(FindTitle(found[0].of(utterance.text)), "offline")


@runtime_checkable
class Wishing(Protocol):
    """An intent that carries a wish."""

    wish: Wish


class WithForm:
    """An understander whose interpretations are narrowed by the form filled in beside the text."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    async def understand(self, utterance: Utterance) -> Interpretation:
        """What was said, within the form. Raises Unavailable as the understander does."""
        found = await self._understander.understand(utterance)
        return replace(found, intent=narrowed(found.intent, utterance.form))


def narrowed(intent: Intent, form: Intent | None) -> Intent:
    """The intent within the wish of a form. Words that say nothing leave the form alone; where no
    titles are asked for, the intent stays as it is.
    """
    if not isinstance(form, Wishing):
        return intent
    if isinstance(intent, Unclear):
        return form
    if not isinstance(intent, Wishing):
        return intent
    return replace(intent, wish=_both(intent.wish, form.wish))


def _both(spoken: Wish, chosen: Wish) -> Wish:
    conditions = set_fields(spoken)
    joined = {
        name: _joined(conditions.get(name), value) for name, value in set_fields(chosen).items()
    }
    return spoken.with_(**joined)


def _joined(spoken: object, chosen: object) -> object:
    if not isinstance(chosen, tuple):
        return chosen
    before = spoken if isinstance(spoken, tuple) else ()
    return tuple(dict.fromkeys((*before, *chosen)))


_WISHING = (Recommend, Refine, MoreLike, Mashup, Surprise)


@runtime_checkable
class Filtered(Protocol):
    """An intent that a wish filters, where it says anything."""

    @property
    def wish(self) -> Wish:
        """The wish."""
        ...


def certain(reading: Reading, intent: Intent) -> bool:
    """Whether nothing of the sentence had to be guessed or left out."""
    if isinstance(intent, _WISHING) or (isinstance(intent, Filtered) and intent.wish):
        return _wished(reading, intent.wish)
    match intent:
        case Unclear():
            return gibberish(reading.words)
        case OffTopic():
            return False
        case FindTitle(title=title):
            return _spelled(reading, (title,)) or _nearly(reading.bare, title, SURE_NAME)
        case Naming(titles=titles):
            return _spelled(reading, titles)
        case _:
            return True


def only_names(reading: Reading, intent: Intent) -> bool:
    """Whether the sentence is a title, well spelt or not, and so tells nothing of the language
    somebody speaks.
    """
    return isinstance(intent, FindTitle) and _nearly(reading, intent.title, LIKELY_TITLE)


def _wished(reading: Reading, wish: Wish) -> bool:
    if not _spelled(reading, (*wish.like, *wish.not_like)):
        return False
    return _known(reading, wish) and _explained(reading)


def _spelled(reading: Reading, titles: tuple[str, ...]) -> bool:
    """Whether each title stands in the sentence under one of its names, letter for letter."""
    if not titles:
        return True
    named: set[str] = set()
    for key in set(_keys(reading)):
        named.update(found.name for found in reading.names.exact_key(key, TITLES))
    return named.issuperset(titles)


def _keys(reading: Reading) -> Iterator[str]:
    """The names that stretches of the sentence would be."""
    size = reading.size
    for first in range(size):
        for last in range(first + 1, min(size, first + TITLE_WORDS) + 1):
            yield reading.sentence.key(first, last)


def _nearly(reading: Reading, title: str, likeness: float) -> bool:
    """Whether the sentence is that title but for a slip of the keys."""
    found = close_title(reading.finder, likeness)
    return found is not None and found.name == title


def _known(reading: Reading, wish: Wish) -> bool:
    """Whether the people are people the catalogue knows."""
    return all(reading.names.exact(name, ("person",)) for name in (*wish.people, *wish.not_people))


def _explained(reading: Reading) -> bool:
    """Whether every word says something: at most one of plain speech is left over, and none that is
    unknown.
    """
    if fixed_sentence(reading) or fixed_sentence(reading.bare):
        return True
    covered = set[int]().union(*(span.places for span in reading.spans))
    left = [word for at, word in enumerate(reading.words) if at not in covered]
    return len(left) <= UNEXPLAINED_WORDS and reading.lexicon.ordinary.issuperset(left)


__all__ = ["Certain", "Offline"]

_YEAR_IN_BRACKETS = re.compile(rf"(?<=\S)\s*\({YEAR}\)")


class Offline:
    """Understands sentences in every language there is a lexicon for. ``names`` are the titles and
    people it may know.
    """

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Never raises Unavailable: what cannot be read is unclear."""
        return self.read(utterance)

    def read(self, utterance: Utterance) -> Interpretation:
        """The same at once, since nothing is waited for."""
        return self._read(utterance)[0]

    def certainly(self, utterance: Utterance) -> Interpretation | None:
        """What the sentence means, where nothing of it had to be guessed or left out."""
        understood, reading = self._read(utterance)
        return understood if not reading or certain(reading, understood.intent) else None

    def _read(self, utterance: Utterance) -> tuple[Interpretation, Reading | None]:
        """What it means; with the reading, unless it is a fixed phrase as it stands."""
        fixed = fixed_phrase(clean(utterance.text), utterance.language)
        return (fixed, None) if fixed else self._decided(utterance)

    def _decided(self, utterance: Utterance) -> tuple[Interpretation, Reading]:
        """A year in brackets within a sentence belongs to a title, not to the wish: "I've seen Heat
        (1995)".
        """
        read = self._interpreted(utterance)
        undated = _YEAR_IN_BRACKETS.sub("", utterance.text)
        if undated == utterance.text or isinstance(read[0].intent, FindTitle):
            return read
        return self._interpreted(replace(utterance, text=undated))

    def _interpreted(self, utterance: Utterance) -> tuple[Interpretation, Reading]:
        typed = Sentence.read(clean(utterance.text))
        lexicon, plain = detect_language(typed, utterance.language, self._names)
        typed = _without_interjections(typed, lexicon)
        sentence = corrected(typed, lexicon, self._names)
        reading = Reading(sentence, lexicon, self._names, utterance, typed)
        intent = decide(reading)
        telling = plain and not only_names(reading, intent)
        return Interpretation(intent, "offline", lexicon.code if telling else None), reading


def fixed_phrase(text: str, language: str) -> Interpretation | None:
    """What a text means that is a fixed phrase, in the given language or else in another. It tells
    the language where only one has the phrase.
    """
    folded = fold(text)
    words = folded.split()
    said = {lex.code: lex.sentences.fixed(words, folded) for lex in every_lexicon()}
    found = {code: template for code, template in said.items() if template}
    if not found:
        return None
    code = language if language in found else next(iter(found))
    return Interpretation(
        ROUTER.read(found[code].fields), "offline", code if len(found) == 1 else None
    )


def _without_interjections(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence without the interjections it begins with: "good, another one" praises nothing
    that is asked for.
    """
    while _interjects(sentence, lexicon):
        sentence = sentence.part(1, len(sentence))
    return sentence


def _interjects(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the first word is an interjection, with a comma behind it."""
    if len(sentence) < 2 or not sentence.tokens[1].breaks:
        return False
    return sentence.words[0] in lexicon.interjections


class Certain:
    """The embedded understander where it is certain, so that nobody else need be asked."""

    def __init__(self, offline: Offline) -> None:
        self._offline = offline

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Raises Unavailable when something of it had to be guessed or left
        out.
        """
        understood = self._offline.certainly(utterance)
        if understood is None:
            raise Unavailable("the rules are not certain")
        return understood


def rules(offline: Offline) -> Understander:
    """The understander for all messages where no model is asked."""
    return WithForm(FirstOf([Commands(), UnknownLinks(), offline]))
