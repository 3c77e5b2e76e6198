"""``python -m sphinx_comparison``: the command, where its folder is not on the path."""

from __future__ import annotations

from .commands.main import main

if __name__ == '__main__':
    main(prog_name='python -m sphinx_comparison')
