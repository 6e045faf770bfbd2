"""The reader: body text to blocks to styled lines. Pure code, knows no textual."""
