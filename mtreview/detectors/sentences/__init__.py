"""How clauses join: attributions, connectives, relatives, commas."""
