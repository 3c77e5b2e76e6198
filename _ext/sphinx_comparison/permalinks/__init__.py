"""Permalinks: a link that was once published works for good.

The ledger (:mod:`.ledger`) has every anchor that was ever published; the pages have some now (:mod:`.published`). What
is in the first and not in the second is forwarded, or is a fault (:mod:`.forwarding`).
"""
