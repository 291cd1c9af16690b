"""In which cell of which table what is read stands: a table within a cell is part of that cell."""

from __future__ import annotations

from quotes.formats.office.written import Cell

# The names that elements for tables, rows and cells have in DOCX, ODT and HTML.
TABLES, ROWS, CELLS = (
    frozenset(("tbl", "table")),
    frozenset(("tr", "table-row")),
    frozenset(("tc", "table-cell", "covered-table-cell", "td", "th")),
)


class Grid:
    """Follows the elements of tables as they begin and end."""

    def __init__(self) -> None:
        self._depth = 0  # tables within each other that are open
        self._in_cell = False
        self._table, self._row, self._column = -1, -1, -1

    @property
    def cell(self) -> Cell | None:
        """The cell that is open; None outside of tables."""
        return Cell(self._table, self._row, self._column) if self._in_cell else None

    def begin(self, name: str) -> None:
        """Take in that an element begins."""
        if name in TABLES:
            self._depth += 1
            if self._depth == 1:
                self._table, self._row = self._table + 1, -1
        elif self._depth == 1 and name in ROWS:
            self._row, self._column = self._row + 1, -1
        elif self._depth == 1 and name in CELLS:
            self._column, self._in_cell = self._column + 1, True

    def end(self, name: str) -> None:
        """Take in that an element ends."""
        if name in TABLES:
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and name in CELLS:
            self._in_cell = False
