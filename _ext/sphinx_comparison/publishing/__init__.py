"""What is written beside the pages of a site, and what the head of a page says. Ledger of permalinks included."""
