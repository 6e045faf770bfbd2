"""What the editors of fields tell the form."""

from __future__ import annotations

from textual.message import Message


class Edited(Message):
    """What an editor holds is not what it held before."""


class Done(Message):
    """The user is through with a field and goes on to the next."""


class PickWanted(Message):
    """The user wants to pick: a day from a calendar, a file from those of the site."""
