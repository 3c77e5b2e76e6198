"""Citation: bibliographic records in the terms of CSL, and how they are cited.

What is cited, where, and in which edition is a ``CitedItem`` of :mod:`.edition`. From it :mod:`.styles` make what
people read, and :mod:`.formats` what programs read; :mod:`.citations` has all of them.
"""
