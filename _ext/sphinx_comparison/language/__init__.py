"""What depends on a language: the words that readers see, how dates are written, the tags of languages."""
