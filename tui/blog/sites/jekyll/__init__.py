"""Jekyll: what `jekyll build` would make of each file.

`config` is what the configuration says, `place` what a file is by its path, `effective` the values
that hold for it, `dates` and `urls` what is made of them, `judge` what becomes of it, `site` the answers.
"""

from tui.blog.sites.jekyll.site import Jekyll, Posts

__all__ = ["Jekyll", "Posts"]
