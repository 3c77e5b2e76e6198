"""Citation: bibliographic records in the terms of CSL, and the dates in them."""
