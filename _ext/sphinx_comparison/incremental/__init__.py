"""Which pages are read again, which pages and files are written again, and what an interrupted build left."""
