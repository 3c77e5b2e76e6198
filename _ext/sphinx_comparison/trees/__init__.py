"""What docutils trees hold: our nodes, the text that readers see, ids, places, and the records of a page."""
