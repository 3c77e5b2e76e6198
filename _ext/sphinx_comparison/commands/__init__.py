"""The command ``sphinx-comparison``: one module a command, and what they share. Nothing that a build needs is here."""
