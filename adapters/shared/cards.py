"""What platforms share in showing cards: names, figures, and whose picture stands on them."""

from core.dialogue.replies import Card, PersonCard, named
from core.words.speech import Speech


def headline(card: Card | PersonCard) -> str:
    """A title with its year, or a person's name."""
    if isinstance(card, PersonCard):
        return card.name
    return named(card.title, card.year)


def place(card: Card) -> str:
    """Where the card stands in its list: "2/14"; nothing when it stands alone."""
    return f"{card.position}/{card.total}" if card.total and card.total > 1 else ""


def rating(card: Card, t: Speech) -> str:
    """The card's IMDb rating and votes: "★ 8.3 (790,000)"."""
    if card.imdb_rating is None:
        return ""
    votes = f" ({t.number(card.imdb_votes)})" if card.imdb_votes else ""
    return f"★ {t.rating(card.imdb_rating)}{votes}"


def career(card: PersonCard, t: Speech) -> list[str]:
    """What a person does and of how many titles: "Directing", "14 titles"."""
    works = t("person.works", n=card.works) if card.works else ""
    return [part for part in (card.department, works) if part]


def known_for(card: PersonCard, t: Speech) -> str:
    """The titles a person is known for, as a sentence."""
    if not card.known_for:
        return ""
    return t("person.known_for", titles=t.listing(card.known_for))


def pictured(card: Card | PersonCard) -> Card:
    """The card whose picture is shown; a person's is their portrait, or drawn with their name."""
    if isinstance(card, Card):
        return card
    return Card(card.id, card.kind, card.name, poster_url=card.picture_url)
