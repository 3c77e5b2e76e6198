"""Data out: what is compared, as the text of files for programs. One format a module.

Nothing is written here: :mod:`..publishing.exports` does that.
"""
