"""What somebody is looking for, and the conditions that makes."""
