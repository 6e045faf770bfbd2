"""The widgets: each shows what it is given, opens no file and imports no sibling."""
