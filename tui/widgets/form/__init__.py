"""The form: a row for each field of a post."""

from __future__ import annotations

from tui.widgets.form.form import Form
from tui.widgets.form.row import Row, Written, counter

__all__ = ["Form", "Row", "Written", "counter"]
