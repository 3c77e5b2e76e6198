"""Proofs: that a quotation is the source's own words, that a page is its seed. Pure text in, outcomes out."""
