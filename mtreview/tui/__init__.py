"""The review desk in a terminal: widgets show data and post messages, screens talk to the desk."""
