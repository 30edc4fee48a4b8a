"""The embedded understander: reads a sentence with the lexicons alone, no model and no network."""

import re
from dataclasses import replace

from core.capabilities.lookup.intents import FindTitle
from core.dialogue.understanding import Interpretation, Utterance
from core.errors import Unavailable
from core.films.finding.name_index import NameIndex
from core.understanding.offline.certainty import certain, only_names
from core.understanding.offline.deciding import decide
from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.reading import Reading
from core.understanding.offline.spelling import mended, told
from core.understanding.offline.tokens import Sentence
from core.words.cleaning import clean

__all__ = ["Certain", "Offline"]

_DATE = re.compile(r"(?<=\S)\s*\((?:19|20)\d\d\)")


class Offline:
    """Understands sentences in every language there is a lexicon for. ``names`` are the titles and
    people it may know.
    """

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    async def understand(self, heard: Utterance) -> Interpretation:
        """Read the sentence. Never raises Unavailable: what cannot be read is unclear."""
        return self.read(heard)

    def read(self, heard: Utterance) -> Interpretation:
        """The same at once, since nothing is waited for."""
        return self._dated(heard)[0]

    def certainly(self, heard: Utterance) -> Interpretation | None:
        """What the sentence means, where nothing of it had to be guessed or left out."""
        understood, reading = self._dated(heard)
        return understood if certain(reading, understood.intent) else None

    def _dated(self, heard: Utterance) -> tuple[Interpretation, Reading]:
        """A year in brackets within a sentence belongs to a title, not to the wish: "I've seen Heat
        (1995)".
        """
        read = self._read(heard)
        undated = _DATE.sub("", heard.text)
        if undated == heard.text or isinstance(read[0].intent, FindTitle):
            return read
        return self._read(replace(heard, text=undated))

    def _read(self, heard: Utterance) -> tuple[Interpretation, Reading]:
        sentence = Sentence.read(clean(heard.text))
        lexicon, plain = told(sentence, heard.language, self._names)
        sentence = _begun(sentence, lexicon)
        reading = Reading(
            mended(sentence, lexicon, self._names), lexicon, self._names, heard, sentence
        )
        intent = decide(reading)
        telling = plain and not only_names(reading, intent)
        return Interpretation(intent, "offline", lexicon.code if telling else None), reading


def _begun(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence without the interjections it begins with: "good, another one" praises nothing
    that is asked for.
    """
    while (
        len(sentence) > 1
        and sentence.tokens[1].breaks
        and sentence.words[0] in lexicon.interjections
    ):
        sentence = sentence.part(1, len(sentence))
    return sentence


class Certain:
    """The embedded understander where it is certain, so that nobody else need be asked."""

    def __init__(self, offline: Offline) -> None:
        self._offline = offline

    async def understand(self, heard: Utterance) -> Interpretation:
        """Read the sentence. Raises Unavailable when something of it had to be guessed or left out."""
        understood = self._offline.certainly(heard)
        if understood is None:
            raise Unavailable("the rules are not certain")
        return understood
