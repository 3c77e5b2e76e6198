"""Citations that people read, by the style manuals: Chicago, MLA, APA."""
