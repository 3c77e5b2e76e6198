"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project, in a folder of its own."""
    return Project(tmp_path)
