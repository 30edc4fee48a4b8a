"""What each capability does, apart from its words."""
