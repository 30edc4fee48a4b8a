"""Every threshold of how alike two names are, in one place.

A likeness is RapidFuzz's ratio, from 0 to 100: the share of letters two texts have in common. One
wrong letter leaves 75 in a name of four letters, 80 in one of five, 86 in one of seven and 89 in
one of nine; a missing letter costs about half as much, 89 in a name of five. The values were
chosen on the titles and sentences of tests/catalogue and tests/understanding, which hold what they
achieve.
"""

# The likeness of a name that is found in another way than letter by letter.

EXACT = 100.0
# "Matrix" for "The Matrix": below a title that has this very name, above any misspelling.
WITHOUT_ARTICLE = 98.0
# What was typed begins the name, stands in it as whole words, or stands in it anywhere. The more
# of the name it is, the better: see ``part_likeness``.
PREFIX = 93.0
WHOLE_WORDS = 86.0
SUBSTRING = 81.0
# What TMDB finds by a name it does not have: as good as some whole words of it.
FOUND_BY_TMDB = 86.0

# The letters a text needs to count as part of a name: shorter ones stand in too many.
PART_LETTERS = 5
SUBSTRING_LETTERS = 8

# Searching for a title.

# Below this, names have little more in common than being names.
CUTOFF = 70.0
# From here on the title is taken for the one meant, without asking back: one
# wrong letter in five.
CLOSE = 80.0
# From here on the database is not searched for anything better than the popular names in memory. A
# small catalogue has all its names in memory, so that less will do.
SURE = 90.0
SURE_OF_ALL = 80.0

# Searching for people and franchises, of which a wrong one costs a whole list: one wrong letter in
# seven, and in nine.
PERSON = 85.0
FRANCHISE = 88.0

# Reading a sentence, where every word might be a name.

# Where nothing else in the sentence was understood, so that a weak match beats giving up.
LIKELY_TITLE = 80.0
# Behind words that lead to a person ("starring").
PERSON_AFTER_CUE = 84.0
# A title rather than a word with two typos.
TITLE_NOT_WORD = 84.0
# One wrong letter in nine, where nothing in the sentence says that it is a name.
SURE_NAME = 88.0
# Of words that all have a meaning of their own: a title made of them must be nearly exact.
SURE_PLAIN_TITLE = 94.0

# The likeness a name needs by the letters of the text: a slip weighs more in a short word, and
# short words resemble too many names.
SHORT_NAME = 4  # letters; below it names must be exact
SHORT_NAME_LIKENESS = 88.0
USUAL_NAME = 8  # letters
MEDIUM_NAME_LIKENESS = 83.0
LONG_NAME_LIKENESS = 80.0

# How well known a title is, in powers of ten of votes at IMDb (see importing.spellings.log_votes).

# Of two titles of one name both may be meant, unless one is forty times better known.
NAMESAKES_APART = 1.6
# A thousand votes: titles that only begin with a name are offered as a franchise from here on.
KNOWN_ENOUGH = 3.0


def part_likeness(base: float, part: str, name: str) -> float:
    """The likeness of a part of a name: from 1 point below the base for a small part to 3 above it
    for nearly the whole name.
    """
    return base + 4 * len(part) / len(name) - 1


def needed_likeness(letters: int) -> float:
    """The likeness a name in a sentence needs, by the letters of the text."""
    if letters < SHORT_NAME:
        return EXACT
    if letters == SHORT_NAME:
        return SHORT_NAME_LIKENESS
    return MEDIUM_NAME_LIKENESS if letters < USUAL_NAME else LONG_NAME_LIKENESS
