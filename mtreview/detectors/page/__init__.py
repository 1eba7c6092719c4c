"""What a page and its extraction leave in the text."""
