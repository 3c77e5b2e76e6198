"""What is written to the output beside the pages, and what the head of a page says; the builder ``permalinks``."""
