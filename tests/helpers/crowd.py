"""A project of as many sources as a test asks for, each with a stance on three hypotheses, and a page with a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .project import source_page

if TYPE_CHECKING:
    from .project import Project

_STANCES = ('asserts', 'grants', 'rejects', 'doubts')


def crowd(project: Project, count: int, *lines: str) -> None:
    """Write the project; ``lines`` are the name of the view and its options."""
    points = ['# Points\n']
    for number, title in enumerate(('Milk goes in first', 'Sugar spoils it', 'Cups are thin')):
        points.append(f'::::{{hypothesis}} {title}\n:id: h{number}\n')
        points += [
            f':::{{position}} s{each}\n:stance: {_STANCES[(each + number) % 4]}\n\n'
            f'So says number {each} of {number}, and nobody else.\n:::\n'
            for each in range(count)
        ]
        points.append('::::\n')
    project.write(
        {
            **{
                f's{each}.md': source_page(f's{each}', 'One lump is enough.', title=f'Book {each}')
                for each in range(count)
            },
            'points.md': '\n'.join(points),
            'view.md': '\n'.join(['# View', '', f':::{{{lines[0]}}}', *lines[1:], ':::', '']),
        }
    )
