"""What is for adults only and never suggested: by TMDB's flags, by keywords, by certification."""

from core.clients.tmdb_answers import Details
from core.words.folding import fold

_KEYWORDS = frozenset(
    {
        "softcore",
        "hardcore",
        "porn",
        "pornography",
        "porno",
        "pornographic film",
        "pornographic video",
        "adult film",
        "hentai",
        "erotic movie",
        "erotica",
        "pink film",
        "pinku eiga",
        "sexploitation",
        "gay pornography",
        "adult animation porn",
    }
)
_CERTIFICATIONS = {
    "US": ("X", "XXX"),
    "GB": ("R18",),
    "AU": ("X18+", "X 18+"),
    "FR": ("X",),
    "IT": ("VM18 X",),
}


def is_adult(title: Details, certification: str | None) -> bool:
    """Whether anything told of a title says that it is pornography or next to it; ``certification``
    is the American one.
    """
    certified = certification in _CERTIFICATIONS["US"] or any(
        _certified(title, country) for country in _CERTIFICATIONS
    )
    return (
        title.adult
        or title.softcore
        or certified
        or any(fold(one.name) in _KEYWORDS for one in title.keywords)
    )


def _certified(title: Details, country: str) -> bool:
    there = [one for one in title.certifications if one.iso_3166_1 == country]
    given = [one.rating for one in there] + [
        release.certification for one in there for release in one.release_dates
    ]
    return any(certification in _CERTIFICATIONS[country] for certification in given)
