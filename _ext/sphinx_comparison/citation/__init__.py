"""Citation: bibliographic records in the terms of CSL, and how they are cited.

What is cited, where, and in which edition is an :mod:`.edition`'s ``Cited``. From it :mod:`.chicago`, :mod:`.mla` and
:mod:`.apa` make formatted :mod:`.text`, and :mod:`.bibtex`, :mod:`.ris` and :mod:`.item` what programs read.
"""
