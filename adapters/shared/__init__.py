"""What all platforms share."""
