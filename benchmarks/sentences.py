"""What the people of the benchmark say."""

REQUESTS = (
    "a 90s heist comedy under two hours", "something cosy for tonight", "a good thriller", "un thriller coréen récent",
    "comedies", "a horror movie from the 80s", "science fiction series", "a feel-good film", "un film d'animation japonais",
    "films similar to Heat", "something like Amélie", "Alien meets Jaws", "a film by Stanley Kubrick", "a western",
    "well rated dramas after 2010", "a french comedy", "hidden gems", "un bon film de guerre", "a spy film from the 60s",
    "something with Al Pacino", "a movie for my kids", "a slow-burn mystery", "une comédie romantique des années 90",
    "dark fantasy", "a documentary about nature", "a short film noir", "an epic adventure, no superheroes", "a zombie comedy",
    "a british crime series", "un film comme Inception mais plus drôle",
)  # fmt: skip
FOLLOW_UPS = (
    "shorter",
    "more recent",
    "no horror",
    "better rated",
    "plus récent",
    "something older",
    "series instead",
    "funnier",
)
MISSPELT = (
    "the matrx", "ge tout", "incepton", "parasit", "le parain", "brekaing bad", "shawshenk redemption", "the godfater",
    "pulp ficton", "jurasic park", "amelei poulain", "la cité de la per", "terminater 2", "blade runer", "psyco",
)  # fmt: skip
ORDERED = (
    "hello", "a comedy", "more recent", "another one", "no horror", "shorter", "a thriller", "next", "thanks", "my stats",
)  # fmt: skip
