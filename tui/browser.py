"""Where a post can be looked at: a server of its generator on this machine, else the site itself."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from tui.blog.post import Post
from tui.blog.sites import Site

PORTS = {"Hugo": 1313, "Jekyll": 4000, "Zola": 1111, "Hexo": 4000, "Eleventy": 8080, "Astro": 4321}
"""A generator to the port that its own server listens at, unless told otherwise."""


SCHEMES = ("http://", "https://", "mailto:")
"""What is opened, and nothing else: a post may hold any address."""


def opens(href: str) -> bool:
    """Tell whether an address of a post may be handed to the system."""
    return href.lower().startswith(SCHEMES)


def address(site: Site, post: Post) -> str:
    """Return the http address of a post; empty where it has none.

    Looks whether something listens on this machine, so it may take a moment.
    """
    port = PORTS.get(site.generator, 0)
    if post.url and port and _listens(port):
        return f"http://localhost:{port}{_under(urlsplit(site.base_url).path, post.url)}"
    return public(site, post)


def public(site: Site, post: Post) -> str:
    """Return the http address of a post in the world; empty where it has none."""
    base = urlsplit(site.base_url)
    if not post.url or base.scheme not in ("http", "https"):
        return ""
    return f"{base.scheme}://{base.netloc}{_under(base.path, post.url)}"


def _under(folder: str, url: str) -> str:
    """Put an address below the folder that the site lives in, if it is not said there yet."""
    folder = folder.rstrip("/")
    return url if not folder or url.startswith(f"{folder}/") else f"{folder}/{url.lstrip('/')}"


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("localhost", port), timeout=0.1):
            return True
    except OSError:
        return False
