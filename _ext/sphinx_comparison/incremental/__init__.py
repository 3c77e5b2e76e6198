"""Which pages are read again, which are written again, and what an interrupted build left."""
