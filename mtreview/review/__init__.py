"""The review desk without its screen: decisions, what follows from them, and the export."""
