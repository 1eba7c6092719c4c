"""What is left in the language of the source."""
