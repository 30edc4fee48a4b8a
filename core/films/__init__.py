"""What is known of films, series and the people who make them. It knows no user."""
