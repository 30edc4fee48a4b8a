"""Vectors: what two titles share decides how alike they are."""

from core.films.recommending.features import (
    Batch,
    Facts,
    Family,
    SparseVector,
    combined,
    features,
    similarity,
)
from core.films.recommending.weighting import vector

HOLDERS = dict.fromkeys(range(100), 20)


def of(**facts: object) -> SparseVector:
    return vector(features(Facts(1, **facts)), HOLDERS, 1_000)  # type: ignore[arg-type]


def alike(one: SparseVector, other: SparseVector) -> float:
    return float(Batch([one]).dot(other)[0])


def test_a_title_is_wholly_like_itself() -> None:
    heat = of(
        themes=(1, 2),
        genres=("crime",),
        directors=(7,),
        year=1995,
        overview="A thief and a detective",
    )
    assert abs(alike(heat, heat) - 1) < 1e-5


def test_shared_themes_bind_more_than_shared_actors_or_words() -> None:
    words = "robbery bank detective loot"
    one = of(themes=(1, 2), genres=("crime",), cast=(5, 6), overview=words)
    by_theme = of(
        themes=(1, 2), genres=("comedy",), cast=(8, 9), overview="cooking bread flour oven"
    )
    by_cast_and_words = of(themes=(3, 4), genres=("comedy",), cast=(5, 6), overview=words)
    assert alike(one, by_theme) > 2 * alike(one, by_cast_and_words)


def test_a_rare_theme_binds_more_than_a_common_one() -> None:
    holders = {1: 2, 2: 900, 3: 20, 4: 20}
    one, rare, common = (
        vector(features(Facts(1, themes=themes)), holders, 1_000)
        for themes in ((1, 2), (1, 3), (2, 4))
    )
    assert alike(one, rare) > alike(one, common)


def test_a_vector_survives_being_stored() -> None:
    one = of(themes=(3, 1, 2), directors=(70_000,), franchise=5)
    back = SparseVector.unpack(one.pack())
    assert back.ids.tolist() == one.ids.tolist()
    assert back.weights.tolist() == one.weights.tolist()
    assert back.members(Family.DIRECTOR) == [70_000]
    assert back.members(Family.FRANCHISE) == [5]


def test_what_comes_first_weighs_most() -> None:
    assert of(themes=(9, 4, 6)).members(Family.THEME) == [9, 4, 6]


def test_a_similarity_names_what_is_shared() -> None:
    shared = similarity(
        of(themes=(1, 2, 3), directors=(7,)), of(themes=(3, 2, 8), directors=(7, 9))
    )
    assert set(shared.members[Family.THEME]) == {2, 3}
    assert shared.members[Family.DIRECTOR] == [7]
    assert shared.score > 0


def test_a_title_of_which_nothing_is_known_is_like_nothing() -> None:
    nothing = vector({}, {}, 10)
    assert not nothing
    assert SparseVector.unpack(None).ids.tolist() == []
    assert alike(nothing, of(themes=(1,))) == 0
    assert similarity(nothing, of(themes=(1,))).members == {}


def test_several_titles_combine_into_one_direction() -> None:
    both = combined([(of(themes=(1,)), 1.0), (of(themes=(2,)), 1.0)])
    assert set(both.members(Family.THEME)) == {1, 2}
    assert not combined([])
