"""Hugo: what it would say of each post, told from the same files without running it.

`tree`, `settings`, `languages` and `mounts` read the configuration, `places` the path of a file,
`chains` the dates that stand in it; `cascade` and `branches` find what is handed down to
it, `permalinks`, `addresses` and `urls` its address; `page` puts a post together, and `site` is the
site.

Not looked at, for Hugo alone could say: dates from Git (`:git`), what themes, modules, content
adapters (`_content.gotmpl`) and `HUGO_…` variables add. Where two permalinks apply to one page
Hugo takes either, as it comes; here the one for the inner section wins.
"""

from tui.blog.sites.hugo.site import Hugo

__all__ = ["Hugo"]
