"""A card's picture: its poster where there is one, else one drawn here."""
