"""What docutils trees hold: our nodes, the text that readers see, anchors, places, and the records of a page."""
