"""What a blog is: sites, documents, front matter, posts. Knows no textual and no rich."""
