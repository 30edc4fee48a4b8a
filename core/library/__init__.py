"""What users keep of titles: marks and favourites."""
