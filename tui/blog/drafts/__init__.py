"""Edits that are not saved yet: of one post or several, of front matter as text; and where they are kept."""
