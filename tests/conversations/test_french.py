"""Des dialogues en français."""

from tests.talk import Talk


async def test_une_demande_et_ses_suites(parle: Talk) -> None:
    await parle.say("salut")
    parle.sees("Bonjour", "un thriller coréen récent")

    await parle.say("une comédie française de moins de deux heures")
    parle.sees("Comédies", "en français", "moins de 2 h").expect(
        lambda card: "comédie" in card.genres and (card.runtime or 999) <= 120
    )

    await parle.say("plus récent")
    parle.expect(lambda card: (card.year or 0) >= 1996)

    await parle.say("sans aventure")
    parle.sees("sans aventure").expect(lambda card: "aventure" not in card.genres)

    await parle.say("un autre")
    await parle.say("c'est de qui ?")
    parle.sees(" par ")


async def test_les_titres_en_francais(parle: Talk) -> None:
    await parle.say("les évadés")
    assert parle.title == "Les Évadés"
    await parle.say("la cité de la peur")
    assert parle.title == "La Cité de la peur"
    await parle.say("Ge tout")
    assert parle.title == "Get Out"


async def test_marquer_par_une_phrase_puis_annuler(parle: Talk) -> None:
    await parle.say("j'ai déjà vu Amélie et Les Évadés")
    parle.sees("Vu", "Amélie", "Les Évadés")
    await parle.say("mes films vus")
    parle.sees("Déjà vus (2)", "Les Évadés")
    await parle.say("annule")
    parle.sees("Annulé")
    await parle.say("mes films vus")
    parle.sees("rien pour l’instant")


async def test_changer_de_langue(parle: Talk) -> None:
    await parle.say("parle-moi en anglais")
    parle.sees("in English")
    await parle.say("bonjour")
    parle.sees("Hello!")
    await parle.say("/language fr")
    parle.sees("en français")


async def test_la_langue_du_message_a_defaut_d_autre(talk_unknown_language: Talk) -> None:
    talk = talk_unknown_language
    await talk.say("je voudrais une comédie française")
    talk.sees("Comédies")
    await talk.say("suivant")
    talk.sees("Précédent")


async def test_comparer(parle: Talk) -> None:
    await parle.say("plutôt Alien ou Les Dents de la mer ?")
    parle.sees("Je prendrais Alien", "8,5 contre 8,1")


async def test_m_oublier(parle: Talk) -> None:
    await parle.say("j'ai vu Heat")
    await parle.say("oublie-moi")
    parle.sees("Effacer tout")
    await parle.tap("Non, ne rien effacer")
    parle.sees("rien n’a changé")
    await parle.say("oublie-moi")
    await parle.tap("Oui, tout effacer")
    parle.sees("C’est fait")
    await parle.say("mes films vus")
    parle.sees("rien pour l’instant")


async def test_une_saga_porte_son_nom_francais(parle: Talk) -> None:
    await parle.say("toute la saga Retour vers le futur")
    parle.sees("Retour vers le futur, dans l’ordre\xa0:", "(1985)", "(1990)")


async def test_comparer_avec_un_titre_inconnu(parle: Talk) -> None:
    await parle.say("plutôt Heat ou Zorblax ?")
    parle.sees("Je ne connais pas «\xa0Zorblax\xa0»")
