"""Systems side by side: what they made of the same segments."""
