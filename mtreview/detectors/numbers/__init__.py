"""Numbers, dates and units, alone and beside the source."""
