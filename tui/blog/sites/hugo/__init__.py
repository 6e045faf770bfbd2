"""Hugo: what it would say of each post, told from the same files without running it.

`tree`, `settings`, `languages` and `mounts` read the configuration, `places` the path of a file,
`frontmatter` and `chains` what stands in it; `cascade` and `branches` find what is handed down to
it, `permalinks`, `addresses` and `urls` its address; `page` puts a post together, and `site` is the
site.
"""

from tui.blog.sites.hugo.site import Hugo

__all__ = ["Hugo"]
