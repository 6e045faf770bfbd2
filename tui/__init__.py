"""postdesk: a desk for blog posts in the terminal."""

__version__ = "0.1.0"
