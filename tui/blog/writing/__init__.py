"""What an editor of Markdown does: the text of a body, words found, lists that go on, marks."""
