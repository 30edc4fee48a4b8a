"""The numbers that the embedded understander was tuned with, in one place.

Each was chosen on the sentences of tests/understanding, which hold what is achieved with them. How
alike names must be stands in core/films/finding/thresholds.py.
"""

# Letters by which the lengths of two names may differ: else the shorter is only a part.
LENGTH_SLIP = 4

# Words at most, so that not every stretch of a long sentence is looked up.
PHRASE_WORDS = 8  # in the word files
TITLE_WORDS = 10  # titles of more words are found by their beginning
PERSON_WORDS = 4
NAME_WORDS = 7  # of names that are left out when the language is detected
BARE_TITLE_WORDS = 7  # in a sentence that is nothing but a title nobody knows
ALMOST_TITLE_WORDS = 9  # in a sentence that nearly is a known title
WHOLE_TITLE_WORDS = 12  # in a sentence that is a known title
TYPED_TITLE_WORDS = 9  # in a part of a sentence that is a title nobody knows
TITLE_LIST_WORDS = 27  # in a list of titles
THEME_WORDS = 3  # in a theme nobody knows
STEMMED_WORDS = 4  # in phrases that are also looked up by their stems
SLUG_WORDS = 3  # from here on a theme's own slug stands for what was typed
CUE_WORDS = 4  # in cues that are looked for at one place
LEFT_TITLE_WORDS = 5  # before "meets", in a title nobody knows

TITLE_TRIES = 4  # ends that are tried for a misspelt title, each of which costs a search
UNEXPLAINED_WORDS = 1  # of plain speech, in a sentence that is understood for certain

# Letters at least.
STEM_LETTERS = 2  # that are left of a word without its ending
CORRECTED_LETTERS = 5  # in a word whose one typo is corrected: shorter ones have many neighbours
CORRECTED_TWICE_LETTERS = 8  # in a word whose two typos are
FINE_LETTERS = 4  # shorter unknown words are left alone
ELIDED_LETTERS = 4  # behind an elision
THEME_LETTERS = 3  # in a word that may be a theme
TELLING_LETTERS = 4  # in a word that typos are corrected to
TITLE_LETTERS = 4  # in a sentence that nearly is a title
STRUCK_LETTERS = 4  # side by side on a keyboard, in keys struck at random
STRANGE_SHARE = 0.5  # of a text's letter sequences that no known word has, in gibberish

# Words that only this language has, by which it must lead to be certain.
LANGUAGE_MARGIN = 1.0
PAIR_EVIDENCE = 0.5  # of a pair of words, beside 1 of a word
ACCENT_EVIDENCE = 0.5  # of letters that only this language has

# Votes on IMDb, in thousands: so well known that its bare name means it ("alien").
FAMOUS = 300.0

# Words within which a cue reaches the theme it leads to.
CUE_REACH = {"strictly_about": 3, "scene": 2, "topic": 2}

# What vague words mean.
ABOUT_MINUTES = 10  # "about two hours", either way
ABOUT_YEARS = 2  # "around 1990", either way
RECENT_YEARS = 3  # "more recent"
OLD_YEARS = 40  # "older"
LIKED_RATING = 7.0  # IMDb's; "better", at least
RATING_STEP = 0.5  # "better rated" than before
HIGHEST_RATING = 9.5  # that is asked for: hardly a title has more
RATING_FROM = 5  # "at least 3" is of seasons, "at least 7" of a rating
STEP_MINUTES = 30  # "shorter", "longer"
SHORTEST_MINUTES = 15
FILM_MINUTES = 120  # where neither the wish nor the card on show has a length
EPISODE_MINUTES = 60
HOURS_BELOW = 6  # "between 1 and 2 hours": a first figure of hours rather than of minutes
OLDER_YEARS = 10  # "older", where a last year is given
