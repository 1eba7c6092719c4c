"""What was found, as text for people and JSON lines for programs."""
