"""A translation beside its source: what is lost, added or changed."""
