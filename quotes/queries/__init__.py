"""QUERY: one function per question, each from a connection to typed rows.

Questions are plain SQL with bound parameters over the standard library's driver: importing SQLAlchemy costs several
times what the answer does, and every command would pay for it.
"""
