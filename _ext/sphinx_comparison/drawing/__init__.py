"""Plain values made docutils nodes: the plan of a page is drawn here, and what it copies is copied."""
