"""Citations that programs read: BibTeX, RIS, CSL-JSON, COinS."""
