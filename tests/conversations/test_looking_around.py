"""Moving among what was found, and from a title to others like it or by the same people."""

from tests.talk import Talk


async def test_by_position_and_back(talk: Talk) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.say("the second one")
    second = talk.title
    assert second != first
    talk.expect(lambda card: card.position == 2)
    await talk.say("previous")
    assert talk.title == first
    await talk.say("previous")
    talk.sees("That was the first one.")
    await talk.say("show me number 4")
    talk.expect(lambda card: card.position == 4)


async def test_back_passes_over_what_is_marked(talk: Talk) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.say("next")
    await talk.say("seen it")
    await talk.say("the one before")
    assert talk.title == first


async def test_by_the_same_director_without_the_one_on_show(talk: Talk) -> None:
    await talk.say("Heat")
    await talk.say("other films by this director")
    talk.sees("Directed by Michael Mann").sees_no("Heat (1995)")


async def test_what_a_director_only_acts_in_is_not_theirs(talk: Talk) -> None:
    await talk.say("Get Out")
    await talk.say("other films by this director")
    talk.sees_no("Toy Story")


async def test_with_the_same_actors(talk: Talk) -> None:
    await talk.say("Heat")
    await talk.say("what else has he been in?")
    talk.sees("with Al Pacino, Robert De Niro or Val Kilmer").sees_no("Heat (1995)")


async def test_like_the_one_on_show_but_otherwise(talk: Talk) -> None:
    await talk.say("a crime film from the 70s")
    shown = talk.title
    await talk.say("something like this but funnier")
    talk.sees(f"Comedies, like {shown}")
    talk.expect(lambda card: card.title != shown)


async def test_with_nothing_on_show_it_asks_which(talk: Talk) -> None:
    await talk.say("other films by this director")
    talk.sees("Which one")
    await talk.say("the second one")
    talk.sees("Which one")


async def test_en_francais(parle: Talk) -> None:
    await parle.say("un film policier")
    first = parle.title
    await parle.say("le deuxième")
    parle.expect(lambda card: card.position == 2)
    await parle.say("le précédent")
    assert parle.title == first
    await parle.say("Heat")
    await parle.say("d'autres films de ce réalisateur ?")
    parle.sees("Réalisation\xa0: Michael Mann")
    await parle.say("un truc comme ça mais plus drôle")
    parle.sees("Comédies, comme")


async def test_who_made_nothing_else_is_said_and_the_wish_goes_on(talk: Talk) -> None:
    await talk.say("a comedy from the 80s")
    await talk.say("Primal Fear")
    await talk.say("other films by this director")
    talk.sees("I don’t know anything else by Gregory Hoblit")
    await talk.say("from the 90s")
    talk.sees("Comedies, 1990s").sees_no("Hoblit")


async def test_what_kind_of_film_it_is(talk: Talk, parle: Talk) -> None:
    await talk.say("Parasite")
    for question in ("is it in English?", "is it suitable for kids?", "is it scary?"):
        await talk.say(question)
        talk.sees("South Korea · in Korean · rated R · class struggle")
    await parle.say("Parasite")
    await parle.say("c'est pour les enfants ?")
    parle.sees("en coréen · classé R")


async def test_starting_over_forgets_the_wish(talk: Talk) -> None:
    await talk.say("a comedy from the 90s")
    await talk.say("start over")
    talk.sees("For example")
    await talk.say("from the 70s")
    talk.sees("1970s").sees_no("Comed")


async def test_what_was_given_up_is_not_asked_for_again(talk: Talk) -> None:
    await talk.say("a western comedy with dinosaurs from the 30s under 50 minutes")
    talk.sees("Nothing fits all of that")
    await talk.say("no musicals")
    talk.sees_no("Nothing fits all of that")


async def test_a_name_is_kept_where_other_conditions_can_go(talk: Talk) -> None:
    await talk.say("a comedy under 80 minutes from the 50s with Bill Murray")
    talk.sees("so I left out: the years and the running time", "it fits: Bill Murray")


async def test_what_was_only_just_said_is_kept(talk: Talk) -> None:
    await talk.say("a family comedy with Steve Carell")
    await talk.say("horror instead")
    talk.sees("so I left out: the people").expect(lambda card: "horror" in card.genres)


async def test_services_that_cannot_be_checked_are_mentioned_once(talk: Talk) -> None:
    await talk.say("a comedy on Netflix")
    talk.sees("I can’t check where titles are streaming yet")
    await talk.say("from the 90s")
    talk.sees("Comedies, 1990s").sees_no("Netflix", "I can't check")
