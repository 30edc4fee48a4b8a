"""NameIndex are found by any spelling, misspelt and in part."""

from core.films.finding.name_index import IndexedName, NameIndex, name_key


def test_spellings_of_one_name_meet() -> None:
    assert name_key("The Godfather: Part II") == name_key("godfather 2")
    assert name_key("L'Auberge espagnole") == name_key("lauberge espagnole")
    assert name_key("Twelve Monkeys") == name_key("12 monkeys")


def test_of_one_spelling_the_catalogue_comes_first_then_the_best_known() -> None:
    names = NameIndex()
    old, new = (
        IndexedName("title", "Dune", None, 1984, "movie", 150.0),
        IndexedName("title", "Dune", 7, 2021, "movie", 90.0),
    )
    names.add("Dune", old)
    names.add("Dune", new)
    assert names.exact("dune") == [new, old]


def test_kinds_are_kept_apart() -> None:
    names = NameIndex()
    names.add("Rocky", IndexedName("title", "Rocky"))
    names.add("Rocky", IndexedName("franchise", "Rocky"))
    assert [named.kind for named in names.exact("rocky", ("franchise",))] == ["franchise"]
    assert names.exact("rocky", ("person",)) == []


def test_misspelt_and_partial_names_are_close() -> None:
    names = NameIndex.known()
    assert names.close("the matrx")[0][0].name == "The Matrix"
    assert names.close("spotless mind")[0][0].name == "Eternal Sunshine of the Spotless Mind"
    assert names.close("scorcese", ("person",))[0][0].name == "Martin Scorsese"
    assert names.close("hgjfkdl mpo", ("title", "person")) == []


def test_a_name_added_later_is_found_too() -> None:
    names = NameIndex()
    assert names.close("zorblax") == []
    names.add("Zorblax Rising", IndexedName("title", "Zorblax Rising", 1))
    assert names.close("zorblax rising")[0][1] == 100.0
    assert names.close("zorblx rising")[0][0].id == 1
