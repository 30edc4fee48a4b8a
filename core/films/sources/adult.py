"""Recognizes pornography, which is never suggested, by flags, keywords and certifications."""

from core.clients.tmdb_answers import Certified, TitleDetails
from core.words.text import fold

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


def is_adult(title: TitleDetails, certification: str | None) -> bool:
    """Whether a title is pornography or close to it; ``certification`` is the American one."""
    if title.adult or title.softcore or certification in _CERTIFICATIONS["US"]:
        return True
    return _has_keyword(title) or any(map(_certified, title.certifications))


def _has_keyword(title: TitleDetails) -> bool:
    keywords = {fold(keyword.name) for keyword in title.keywords}
    return not keywords.isdisjoint(_KEYWORDS)


def _certified(country: Certified) -> bool:
    adult = _CERTIFICATIONS.get(country.iso_3166_1, ())
    by_release = [release.certification for release in country.release_dates]
    return country.rating in adult or any(one in adult for one in by_release)
