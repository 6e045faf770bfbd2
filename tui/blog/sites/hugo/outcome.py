"""What becomes of a page of a Hugo site: built, kept back or left out, and why.

See https://gohugo.io/getting-started/usage/#draft-future-and-expired-content and
https://gohugo.io/content-management/build-options/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from tui.blog.post import Status
from tui.blog.sites.hugo.casts import folded, to_bool, to_map, to_text
from tui.blog.sites.hugo.chains import Found
from tui.blog.sites.hugo.languages import Language
from tui.blog.sites.hugo.places import Place
from tui.blog.sites.zones import said
from tui.blog.values import Value


class Outcome(msgspec.Struct, frozen=True):
    """What decides what becomes of a page that can be read."""

    place: Place
    kind: str
    """Hugo's kind of the page."""

    language: Language
    params: Mapping[str, Value]
    """The front matter with what is inherited, its keys in lower case."""

    origins: Mapping[str, str]
    """Where keys that are inherited come from."""

    publish: Found
    expiry: Found
    render: str
    """How the page is rendered, as `rendering` says."""

    def at(self, now: datetime) -> tuple[Status, str, datetime | None]:
        """Return what becomes of the page at a moment, why, and when that changes by itself."""
        language, zone = self.language, self.language.zone
        if self.place.disabled:
            return "hidden", f"the language {self.place.language} is not built", None
        if hidden := self._hidden():
            return "hidden", hidden, None
        draft = self._draft_key()
        if draft and not language.builds_drafts:
            return "draft", self._because(draft, f"{draft}: {to_text(self.params[draft])}"), None
        publish, expiry = self.publish.value, self.expiry.value
        if expiry and expiry < now and not language.builds_expired:
            return "expired", self._because(self.expiry.source, f"expired: {said(expiry, zone)}"), None
        if publish and publish > now and not language.builds_future:
            return "scheduled", self._because(self.publish.source, f"future: {said(publish, zone)}"), publish
        turns = expiry if expiry and expiry >= now and not language.builds_expired else None
        if draft:
            return "published", "a draft, but buildDrafts is on", turns
        if publish and publish > now:
            return "published", "in the future, but buildFuture is on", turns
        if expiry and expiry < now:
            return "published", "expired, but buildExpired is on", None
        return "published", "", turns

    def _because(self, key: str, text: str) -> str:
        origin = self.origins.get(key)
        return f"{text}, {origin}" if origin else text

    def _draft_key(self) -> str:
        """Return the key that makes the page a draft, or an empty text."""
        if "draft" in self.params:
            return "draft" if to_bool(self.params["draft"]) else ""
        return "published" if to_bool(self.params.get("published", True)) is False else ""

    def _hidden(self) -> str:
        """Return why Hugo builds no page of a file that is not a draft, or an empty text."""
        if self.kind in self.language.disabled_kinds:
            return f"disableKinds: {self.kind}"
        if to_bool(self.params.get("headless")):
            return self._because("headless", "headless: true")
        if self.render != "always":
            key = "_build" if "_build" in self.params else "build"
            return self._because(key, f"build.render: {self.render}")
        return ""


def rendering(params: Mapping[str, Value]) -> str:
    """Return how a page is rendered: `always`, `never`, or `link` for its address alone.

    Args:
        params: The front matter with what is inherited, its keys in lower case.
    """
    settings = params.get("_build", params.get("build"))
    if settings is None:
        return "always"
    value = folded(to_map(settings)).get("render", "always")
    if isinstance(value, bool):
        return "always" if value else "never"
    said_so = to_text(value).lower()
    return said_so if said_so in ("never", "link") else "always"
