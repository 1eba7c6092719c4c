"""Names, titles, terms and pronouns across a document."""
