"""What a site says of posts once it knows all of them, kept up through changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from tui.blog.library import Library
from tui.blog.packed.post import Packed
from tui.blog.post import Post
from tui.blog.sites.base import Site


class Verdicts:
    """Which posts a site's `finish` made look different, and how they looked before.

    Args:
        first: Posts as they looked before.
    """

    def __init__(self, first: Iterable[Post] = ()) -> None:
        self.first: Mapping[str, Post] = {post.path: post for post in first}
        """By path, a post as the site saw it alone, where that is not how it looks now."""

    def put(
        self, site: Site, library: Library, changed: Collection[Packed], gone: Collection[str]
    ) -> Library:
        """Return a library with posts put in and taken out, and what that means for others.

        Args:
            site: The site.
            library: The library as this left it.
            changed: New or changed posts, each as the site sees it alone.
            gone: The paths of posts that are no more.
        """
        touched = _sums(library, [*(post.path for post in changed), *gone])
        new = library.replaced(changed, gone)
        touched |= _sums(new, [post.path for post in changed])
        paths = {post.path for post in changed}
        first = {path: post for path, post in self.first.items() if path in new and path not in paths}
        suspects = [first.get(post.path, post) for post in _suspects(site, new, touched, first)]
        judged = site.finish(suspects)
        changes = dict(judged)
        for post in suspects:
            if post.path in judged:
                first[post.path] = post
            elif first.pop(post.path, None):
                changes[post.path] = post
        self.first = first
        return new.replaced(changes.values())


def _sums(library: Library, paths: Iterable[str]) -> set[int]:
    """Return the checksums of the URLs of posts; unknown paths have none."""
    places, urls = library.columns.places, library.columns.urls
    return {urls[places[path]] for path in paths if path in places}


def _suspects(
    site: Site, library: Library, touched: Collection[int], first: Collection[str]
) -> Iterable[Post]:
    """Return the posts that a change may make look different, as they look now."""
    if site.judges_together:
        return library.posts
    columns = library.columns
    rows = [row for row, url in enumerate(columns.urls) if url in touched]
    counts = Counter(map(columns.urls.__getitem__, rows))
    return [
        library.posts[row] for row in rows if counts[columns.urls[row]] > 1 or columns.paths[row] in first
    ]
