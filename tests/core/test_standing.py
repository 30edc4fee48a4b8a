"""What stands beside every wish: added, joined, and set aside for what is asked."""

from core.films.wishes.conditions import applied, combined, lasting_part
from core.films.wishes.wish import Wish


def test_it_is_added_to_what_the_wish_excludes() -> None:
    assert applied(Wish(not_genres=("war",)), Wish(not_genres=("horror", "war"))).not_genres == (
        "war",
        "horror",
    )


def test_what_is_asked_for_is_not_excluded_this_once() -> None:
    standing = Wish(not_people=("Tom Hanks",), not_genres=("horror",))
    assert applied(Wish(people=("tom hanks",)), standing) == Wish(
        people=("tom hanks",), not_genres=("horror",)
    )


def test_of_two_age_limits_the_stricter_holds() -> None:
    assert (
        applied(Wish(certification_max="R"), Wish(certification_max="PG")).certification_max == "PG"
    )
    assert (
        combined(Wish(certification_max="G"), Wish(certification_max="PG-13")).certification_max
        == "G"
    )


def test_only_exclusions_and_an_age_limit_can_stand() -> None:
    wish = Wish(
        kind="movie", genres=("comedy",), not_themes=("gore",), certification_max="PG", like=("Up",)
    )
    assert lasting_part(wish) == Wish(not_themes=("gore",), certification_max="PG")
