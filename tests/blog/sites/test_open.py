"""Opening whatever a user may name: a site, a folder in it, a post, a folder of sites."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.errors import OutsideSite, SiteError
from tui.blog.kinds import GUESSES, SITES
from tui.blog.post import STATUSES, Post
from tui.blog.sites import Site, Source, open_site, root_of
from tui.blog.sites.folder import Folder
from tui.blog.sites.hugo import Hugo
from tui.blog.sites.jekyll import Jekyll
from tui.blog.sites.plain import Plain
from tui.blog.values import Value

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def put(root: Path, *names: str, text: str = "") -> Path:
    """Make files of one text."""
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def read(site: Site, path: str) -> Post:
    file = site.root / path
    return site.post(Source(path, Document.split(file.read_bytes()), 0.0), NOW)


class TestRoot:
    @pytest.mark.parametrize(
        ("generator", "config", "text", "post"),
        [
            ("Hugo", "hugo.toml", "", "content/posts/a.md"),
            ("Hugo", "config.toml", 'baseURL = "https://x.org"', "content/posts/a.md"),
            ("Zola", "config.toml", 'base_url = "https://x.org"', "content/a.md"),
            ("Jekyll", "_config.yml", "title: x", "_posts/2026-01-01-a.md"),
            ("Hexo", "_config.yml", "title: x", "source/_posts/a.md"),
            ("Astro", "astro.config.mjs", "", "src/content/a.md"),
            ("Docusaurus", "docusaurus.config.ts", "", "docs/a.md"),
            ("Eleventy", ".eleventy.js", "", "a/b.md"),
            ("Jekyll", "_posts/2026-01-01-a.md", "", "_posts/2026-01-01-a.md"),
            ("Obsidian", ".obsidian/app.json", "{}", "a/b.md"),
        ],
    )
    def test_is_found_from_itself_a_folder_in_it_and_a_post(
        self, tmp_path: Path, generator: str, config: str, text: str, post: str
    ) -> None:
        root = put(tmp_path / "site", post, text="---\ntitle: x\n---\n")
        if config != post:
            put(root, config, text=text)
        for path in (root, (root / post).parent, root / post):
            site = open_site(path)
            assert (site.generator, site.root) == (generator, root)
            assert root_of(path) == root
            assert post in set(site.walk())

    def test_of_a_generator_goes_before_a_guess_that_is_nearer(self, tmp_path: Path) -> None:
        put(tmp_path, "hugo.toml", "content/.obsidian/app.json", "content/a.md")
        put(tmp_path / "hexo", "_config.yml", "source/_posts/a.md")
        assert open_site(tmp_path / "content").generator == "Hugo"
        assert open_site(tmp_path / "hexo" / "source" / "_posts").generator == "Hexo"

    def test_is_the_folder_itself_where_there_is_none(self, tmp_path: Path) -> None:
        put(tmp_path, "a/b.md")
        assert root_of(tmp_path / "a") is None
        site = open_site(tmp_path / "a" / "b.md")
        assert (site.generator, site.root) == ("plain", tmp_path / "a")

    def test_has_its_links_resolved(self, tmp_path: Path) -> None:
        put(tmp_path, "real/_config.yml")
        (tmp_path / "link").symlink_to(tmp_path / "real")
        assert open_site(tmp_path / "link").root == tmp_path / "real"

    def test_of_nothing_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(SiteError, match="no such file"):
            open_site(tmp_path / "nothing")
        with pytest.raises(SiteError):
            open_site(tmp_path / ("x" * 300))
        with pytest.raises(SiteError):
            open_site(Path("a\0b"))

    def test_that_may_not_be_read_is_an_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def listdir(path: Path) -> list[str]:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr("os.listdir", listdir)
        with pytest.raises(SiteError, match="Permission denied"):
            open_site(tmp_path)

    def test_of_an_empty_folder_is_no_generators(self, tmp_path: Path) -> None:
        assert not any(kind.at(tmp_path) for kind in (*SITES, *GUESSES))
        assert open_site(tmp_path).generator == "plain"


class TestFolder:
    @pytest.fixture
    def group(self, tmp_path: Path) -> Site:
        front = "---\ntitle: T\ntags: [t]\n---\n"
        put(
            tmp_path,
            "one/_posts/2026-01-01-a.md",
            "one/_posts/2026-01-02-a.md",
            "two/content/b.md",
            text=front,
        )
        put(tmp_path, "one/_config.yml", text="permalink: /:title/\ncollections: [\n")
        put(tmp_path, "one/_config.yml", text="permalink: /:title/\n")
        put(tmp_path, "two/config.toml", text='base_url = "x"\ntaxonomies = [{name = "people"}]')
        put(tmp_path, "deep/er/c.md", "notes.md", "node_modules/x/_config.yml", text=front)
        put(tmp_path, "one/assets/p.png")
        return open_site(tmp_path)

    def test_asks_the_nearest_site(self, group: Site) -> None:
        assert isinstance(group, Folder)
        paths = {
            "one/_posts/2026-01-01-a.md": "Jekyll",
            "one/_posts/2026-01-02-a.md": "Jekyll",
            "two/content/b.md": "Zola",
            "deep/er/c.md": "plain",
            "notes.md": "plain",
        }
        assert set(group.walk()) == set(paths)
        assert {path: group.nearest(path).generator for path in paths} == paths
        assert all(group.is_post(path) for path in paths)
        assert not group.is_post("one/README.txt")
        assert group.governs("one/_config.yml")
        assert not group.governs("_config.yml")
        assert read(group, "one/_posts/2026-01-01-a.md").url == "/a/"
        assert read(group, "one/_posts/2026-01-01-a.md").path == "one/_posts/2026-01-01-a.md"

    def test_has_all_taxonomies(self, group: Site) -> None:
        assert {t.name: t.keys for t in group.taxonomies} == {
            "tags": ("tags", "tag"),
            "categories": ("categories", "category"),
            "people": ("taxonomies.people",),
        }

    def test_gives_paths_from_its_own_root(self, group: Site, tmp_path: Path) -> None:
        posts = {path: read(group, path) for path in group.walk()}
        assert set(group.finish(posts.values())) == {
            "one/_posts/2026-01-01-a.md",
            "one/_posts/2026-01-02-a.md",
        }
        here = posts["one/_posts/2026-01-01-a.md"]
        assert group.find(here, "{% post_url 2026-01-02-a %}", posts) == "one/_posts/2026-01-02-a.md"
        assert group.find(here, "/b", posts) is None
        assert group.picture(here, "/assets/p.png") == tmp_path / "one/assets/p.png"

    def test_refuses_new_posts(self, group: Site) -> None:
        with pytest.raises(SiteError, match="several here"):
            group.new("A", NOW)

    def test_survives_a_site_that_does_not_open(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def load(root: Path) -> Jekyll:
            raise SiteError("it is broken", path=root)

        monkeypatch.setattr(Jekyll, "load", load)
        put(tmp_path, "one/_config.yml", "one/a.md", "two/hugo.toml", "two/content/b.md")
        group = open_site(tmp_path)
        assert set(group.walk()) == {"one/a.md", "two/content/b.md"}
        assert any("it is broken" in problem.message for problem in group.problems)

    def test_looks_no_deeper_than_it_should(self, tmp_path: Path) -> None:
        put(tmp_path, "1/2/3/4/_config.yml")
        assert isinstance(open_site(tmp_path), Folder)
        assert isinstance(open_site(put(tmp_path / "other", "1/2/3/4/5/_config.yml")), Plain)


TEXTS = (
    "2026-01-31",
    "2026-02-30 10:00",
    "a, b",
    "/:year/:x_/",
    "0000-00-00",
    "99-1-1",
    "24:00",
    "x: y",
    "31/12/20",
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.text(max_size=5) | st.sampled_from(
    (
        *(
            "title",
            "date",
            "draft",
            "published",
            "publishDate",
            "expiryDate",
            "tags",
            "tag",
            "categories",
            "category",
        ),
        *("slug", "permalink", "path", "lang", "aliases", "description", "excerpt", "taxonomies", "created"),
    )
)
NAMES = st.text(
    st.characters(exclude_characters="/\0", categories=["L", "M", "N", "P", "S", "Z", "Cc"]), min_size=1
)
PATHS = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ("_posts/2026-01-31-", "_posts/", "_drafts/", "", "x/_posts/9999-12-31-", "_posts/00-1-1-", "_docs/")
    ),
    NAMES | st.sampled_from(("a", "\udcff", "a:b", "a..b")),
    st.sampled_from((".md", ".html", "", ".")),
)


KINDS = st.sampled_from([kind.site for kind in (*SITES, *GUESSES) if kind.site is not Hugo] + [Plain])


@settings(max_examples=300)
@given(kind=KINDS, values=st.dictionaries(KEYS, VALUES, max_size=6), path=PATHS)
def test_no_front_matter_is_too_odd(kind: type[Site], values: dict[str, Value], path: str) -> None:
    document = Document.split(b"---\na: 1\n---\ntext\n")
    document.__dict__["values"] = values
    said = kind.load(Path("/nowhere")).post(Source(path, document, 0.0), NOW)
    assert said.status in STATUSES
    assert all(term for terms in said.terms.values() for term in terms)


def test_every_repository_of_the_corpus_opens(corpus: Path) -> None:
    for root in (path for path in corpus.iterdir() if path.is_dir()):
        site = open_site(root)
        paths = set(site.walk())
        assert paths
        assert all(site.is_post(path) for path in paths)


class TestConfigs:
    def test_several_are_read_each_over_the_ones_before(self, tmp_path: Path) -> None:
        put(tmp_path, "_config.yml", text="title: Own\npermalink: /:title/\n")
        put(tmp_path, "_dev.yml", text="title: Dev\n")
        site = open_site(tmp_path, ("_config.yml", "_dev.yml"))
        put(tmp_path, "_posts/2026-01-31-a.md", text="---\ntitle: A\n---\n")
        assert (site.title, site.configs) == ("Dev", ("_config.yml", "_dev.yml"))
        assert read(site, "_posts/2026-01-31-a.md").url == "/a/"
        assert all(map(site.governs, site.configs))

    def test_another_generator_takes_none(self, tmp_path: Path) -> None:
        put(tmp_path, "hugo.toml")
        with pytest.raises(SiteError, match="no Jekyll site"):
            open_site(tmp_path, ("a.yml",))

    @pytest.mark.parametrize("name", ["../_config.yml", "/etc/passwd"])
    def test_one_outside_of_the_site_is_refused(self, name: str, tmp_path: Path) -> None:
        put(tmp_path, "_config.yml")
        with pytest.raises(OutsideSite):
            open_site(tmp_path, (name,))


def test_kinds_are_what_their_classes_say() -> None:
    for kind in (*SITES, *GUESSES):
        assert issubclass(kind.site, Site)
        assert kind.folds_keys is kind.site.folds_keys
