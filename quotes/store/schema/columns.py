"""What all tables are made with: how their indexes and constraints are named, and columns that come again and again."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the law that `column` holds one of `values`, or nothing where it may be empty."""
    # Not IN: for a list SQLite builds a table at every row, which costs as much as the rest of an insertion.
    return CheckConstraint(" OR ".join(f"{column} = '{value}'" for value in values), name=column)


def reference(
    column: str, target: str, *, cascade: bool = False, nullable: bool = True, comment: str | None = None
) -> Column[int]:
    """Return a column with the number of a row of the table `target`; with `cascade`, the row goes with that one."""
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(column, Integer, key, nullable=nullable, comment=comment)
