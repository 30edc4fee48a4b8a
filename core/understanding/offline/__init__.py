"""The embedded understander: reads a sentence with the lexicons alone, no model and no network."""

import re
from dataclasses import replace

from core.hygiene import clean
from core.intents import FindTitle, Intent
from core.movies.names import Names
from core.understanding import Heard, Understood
from core.understanding.offline.deciding import decide
from core.understanding.offline.mending import mended, told
from core.understanding.offline.reading import Reading
from core.understanding.offline.tokens import Sentence

__all__ = ["Offline"]

_DATE = re.compile(r"(?<=\w)\s*\((?:19|20)\d\d\)")


class Offline:
    """Understands sentences in every language there is a lexicon for. ``names`` are the titles and people it may know."""

    def __init__(self, names: Names) -> None:
        self._names = names

    async def understand(self, heard: Heard) -> Understood:
        """Read the sentence. Never raises Unavailable: what cannot be read is unclear."""
        return self.read(heard)

    def read(self, heard: Heard) -> Understood:
        """The same at once, since nothing is waited for. A year in brackets within a sentence belongs to a title, not to the
        wish: "I've seen Heat (1995)".
        """
        read = self._read(heard)
        undated = _DATE.sub("", heard.text)
        if undated == heard.text or isinstance(read.intent, FindTitle):
            return read
        return self._read(replace(heard, text=undated))

    def _read(self, heard: Heard) -> Understood:
        sentence = Sentence.read(clean(heard.text))
        lexicon, plain = told(sentence, heard.language, self._names)
        reading = Reading(mended(sentence, lexicon, self._names), lexicon, self._names, heard, sentence)
        intent: Intent = decide(reading)
        return Understood(intent, "offline", lexicon.code if plain else None)
