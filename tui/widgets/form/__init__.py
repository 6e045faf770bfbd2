"""The form: a row for each field of a post."""

from __future__ import annotations

from tui.widgets.form.form import Form
from tui.widgets.form.row import Row
from tui.widgets.form.source_pane import SourcePane
from tui.widgets.form.written import Written

__all__ = ["Form", "Row", "SourcePane", "Written"]
