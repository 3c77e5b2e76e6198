"""All that is compared, made of the records of all pages.

:mod:`.comparison` is the index of it. It joins sources of several pages (:mod:`.continued`), aligns translations with
their originals (:mod:`.originals`), names the sources (:mod:`.short_names`) and has every quotation proved
(:mod:`.verdicts`). Each lookup in it can be noted (:mod:`.inputs`).
"""
