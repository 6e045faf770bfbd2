"""Plain sites, and those of generators that are plain but for a few conventions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.blog.document import Document
from tui.blog.post import Post
from tui.blog.sites import Site, Source, open_site
from tui.blog.sites.plain import Plain

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def post(
    site: Site, path: str = "one.md", front: str = "", body: str = "Text.\n", fence: str = "---"
) -> Post:
    data = f"{fence}\n{front}\n{fence}\n{body}".encode()
    return site.post(Source(path, Document.split(data), 0.0), NOW)


def site_of(root: Path, *names: str, **texts: str) -> Site:
    """Open a folder with empty files, and files with a text, a double underscore being a dot."""
    for name, text in [
        *((name, "") for name in names),
        *((k.replace("__", "."), v) for k, v in texts.items()),
    ]:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return open_site(root)


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


class TestPlain:
    def test_links_that_lead_round_or_to_one_folder_list_its_posts_once(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, "a/b/c.md")
        (tmp_path / "a/b/up").symlink_to(tmp_path / "a")
        (tmp_path / "one").symlink_to(tmp_path / "a/b")
        (tmp_path / "two").symlink_to(tmp_path / "a/b")
        (out := tmp_path / "out").symlink_to(tmp_path.parent)
        assert len(posts := list(made.walk())) == 2, posts
        assert "a/b/c.md" in posts
        assert not any(path.startswith(out.name) for path in posts)

    def test_lists_markdown_alone(self, tmp_path: Path) -> None:
        wanted = {"a.md", "b/c.markdown", "日本/d.MD", "e.mdx"}
        made = site_of(
            tmp_path, *wanted, "f.txt", ".g.md", ".git/h.md", "node_modules/i/j.md", "_site/k.md", "l"
        )
        assert set(made.walk()) == wanted
        assert all(made.is_post(path) for path in wanted)
        assert not any(made.is_post(path) for path in (".git/h.md", "node_modules/i/j.md", "f.txt"))

    @pytest.mark.parametrize(
        ("path", "front", "body", "title"),
        [
            ("one.md", "title: T", "# H", "T"),
            ("one.md", "title: 2024", "", "2024"),
            ("one.md", "title: 見出し　副題", "", "見出し　副題"),
            ("one.md", "title:", "text\n\n# H #\n", "H"),
            ("one.md", "", "```\n# no\n```\n# H\n", "one"),
            ("2024-01-02-one.md", "", "", "one"),
            ("2024-01-02 one.md", "", "", "one"),
            ("2024-01-02.md", "", "", "2024-01-02"),
            ("folder/index.md", "", "", "folder"),
            ("index.md", "", "", "index"),
        ],
    )
    def test_title(self, path: str, front: str, body: str, title: str) -> None:
        assert post(Plain(Path("/x")), path, front, body).title == title

    @pytest.mark.parametrize(
        ("path", "front", "date", "origin"),
        [
            ("one.md", "date: 2026-01-31", "2026-01-31", ""),
            ("one.md", "pubDate: 31 Jan 2026", "2026-01-31", ""),
            ("one.md", "published: 2026-01-31", "2026-01-31", ""),
            ("one.md", "created: 2026-01-31 16:48", "2026-01-31", ""),
            ("2026-01-31-one.md", "", "2026-01-31", "the file's name"),
            ("2026/01/31/one.md", "", "2026-01-31", "the folder's name"),
            ("2026/01-31-one/index.md", "", "2026-01-31", "the folder's name"),
            ("2026-01-31-one/index.md", "", "2026-01-31", "the folder's name"),
            ("2026-01-31-one.md", "date: 2026-02-01", "2026-02-01", ""),
            ("one.md", "title: x", "", ""),
            ("one.md", "published: true", "", ""),
        ],
    )
    def test_date(self, path: str, front: str, date: str, origin: str) -> None:
        said = post(Plain(Path("/x")), path, front)
        assert (f"{said.date:%Y-%m-%d}" if said.date else "") == date
        assert said.origins.get("date", "") == origin

    def test_tells_of_a_date_that_is_none(self) -> None:
        said = post(Plain(Path("/x")), front="date: Last Modified")
        assert (said.date, [problem.code for problem in said.problems]) == (None, ["unreadable-date"])

    @pytest.mark.parametrize(
        ("path", "front", "status", "because"),
        [
            ("one.md", "title: x", "published", ""),
            ("one.md", "date: 2030-01-01", "published", ""),
            ("one.md", "draft: true", "draft", "draft: true"),
            ("_drafts/one.md", "title: x", "draft", "in _drafts"),
            ("one.md", "published: false", "hidden", "published: false"),
            ("one.md", "publishDate: 2030-01-01 10:00", "scheduled", "future: 2030-01-01 10:00 in UTC"),
            ("one.md", "expiryDate: 2020-01-01", "expired", "expired: 2020-01-01 00:00 in UTC"),
            ("one.md", "expiryDate: 2030-01-01", "published", ""),
            ("one.md", "a: [", "broken", None),
        ],
    )
    def test_status(self, path: str, front: str, status: str, because: str | None) -> None:
        said = post(Plain(Path("/x")), path, front)
        assert said.status == status
        assert because in (None, said.because)

    def test_turns_when_it_expires(self) -> None:
        assert post(Plain(Path("/x")), front="expiryDate: 2030-01-01").turns == datetime(
            2030, 1, 1, tzinfo=UTC
        )

    def test_terms_are_lists_or_one_text(self) -> None:
        said = post(Plain(Path("/x")), front="tags: [a, [b], null, a, 1]\ncategory: c, d")
        assert said.terms == {"tags": ("a", "b", "1"), "categories": ("c, d",)}

    def test_words_are_counted_of_whole_files_alone(self) -> None:
        document = Document.split("# 日本語 and *two* words\n\n- <b class='x y'>三</b>\n".encode())
        whole = Plain(Path("/x")).post(Source("a.md", document, 0.0), NOW)
        head = Plain(Path("/x")).post(Source("a.md", document, 0.0, whole=False), NOW)
        assert (whole.words, whole.minutes) == (8, 1)
        assert (head.words, head.minutes) == (None, None)

    def test_new(self, tmp_path: Path) -> None:
        path, data = site_of(tmp_path).new("A: Title / 題", NOW)
        assert path == "a-title-題.md"
        said = Plain(tmp_path).post(Source(path, Document.split(data), 0.0), NOW)
        assert (said.title, said.date) == ("A: Title / 題", NOW)

    def test_find(self, tmp_path: Path) -> None:
        made = Plain(tmp_path)
        posts = {
            path: post(made, path, f"title: T {path}") for path in ("a.md", "sub/b c.md", "sub/deep/d.md")
        }
        posts["e.md"] = post(made, "e.md", "aliases: [Other Name]")
        here = posts["sub/b c.md"]
        for target, found in {
            "deep/d.md": "sub/deep/d.md",
            "./deep/d": "sub/deep/d.md",
            "../a.md#part": "a.md",
            "/a.md": "a.md",
            "sub/b%20c.md": "sub/b c.md",
            "B C": "sub/b c.md",
            "d|shown": "sub/deep/d.md",
            "T a.md": "a.md",
            "other name": "e.md",
            "https://x.org/a.md": None,
            "none": None,
            "": None,
        }.items():
            assert made.find(here, target, posts) == found, target

    def test_a_folder_that_can_not_be_read_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = site_of(tmp_path, "a.md", "closed/b.md")
        real = __import__("os").scandir

        def scandir(path: str) -> object:
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr("os.scandir", scandir)
        assert list(made.walk()) == list(made.walk()) == ["a.md"]
        assert [problem.message for problem in made.problems] == ["closed can't be read: Permission denied"]


class TestZola:
    CONFIG = 'base_url = "https://x.org"\ntitle = "Z"\ntaxonomies = [{name = "tags"}, {name = "people"}]\n'

    def test_reads_its_configuration(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, "content/a.md", "README.md", config__toml=self.CONFIG)
        assert (made.generator, made.title, made.base_url, made.format) == (
            "Zola",
            "Z",
            "https://x.org",
            "toml",
        )
        assert [(t.name, t.keys) for t in made.taxonomies] == [
            ("tags", ("taxonomies.tags",)),
            ("people", ("taxonomies.people",)),
        ]
        assert set(made.walk()) == {"content/a.md"}
        assert made.governs("config.toml")
        assert not made.governs("content/a.md")

    def test_has_dates_in_paths_and_terms_in_a_table(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, config__toml=self.CONFIG)
        front = 'path = "2014/12/12/1.0-Timeline"\ndraft = false\n[taxonomies]\ntags = ["a", "b"]'
        said = post(made, "content/x.md", front, fence="+++")
        assert said.date == datetime(2014, 12, 12, tzinfo=UTC)
        assert (said.origins["date"], said.terms) == ("path", {"tags": ("a", "b")})

    def test_finds_internal_links(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, config__toml=self.CONFIG)
        posts = {path: post(made, path, fence="+++") for path in ("content/a.md", "content/b/c.md")}
        assert made.find(posts["content/b/c.md"], "@/a.md#part", posts) == "content/a.md"

    def test_new_posts_are_toml(self, tmp_path: Path) -> None:
        path, data = site_of(tmp_path, "content/a.md", config__toml=self.CONFIG).new("A", NOW)
        assert path == "content/a.md"
        assert data.startswith(b"+++\ntitle = ")


class TestHexo:
    def test_reads_its_configuration(self, tmp_path: Path) -> None:
        config = (
            "title: H\nurl: https://x.org\ntimezone: Asia/Tokyo\nfuture: false\nnew_post_name: :title.md\n"
        )
        made = site_of(
            tmp_path, "source/_posts/a.md", "scaffolds/post.md", "themes/x/b.md", _config__yml=config
        )
        assert (made.generator, made.title, str(made.timezone)) == ("Hexo", "H", "Asia/Tokyo")
        assert set(made.walk()) == {"source/_posts/a.md"}
        assert made.new("A", NOW)[0] == "source/_posts/a.md"
        said = post(
            made, "source/_posts/a.md", "date: 2030-01-01 09:00:00\ncategories:\n- [a, b]\n- c\ntags: x, y"
        )
        assert (said.status, said.because) == ("scheduled", "future: 2030-01-01 09:00 in Asia/Tokyo")
        assert said.terms == {"tags": ("x, y",), "categories": ("a", "b", "c")}
        assert post(made, "source/_drafts/a.md").status == "draft"

    def test_survives_its_configuration(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, "source/_posts/a.md", _config__yml="a: [\n")
        assert list(made.walk()) == ["source/_posts/a.md"]
        assert [problem.code for problem in made.problems] == ["config"]
        assert "_config.yml can't be read" in made.problems[0].message


class TestOthers:
    def test_names_that_are_private_are_hidden(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, "src/content/_a.md", astro__config__mjs="")
        said = post(made, "src/content/_drawer/a.md")
        assert (said.status, said.because) == ("hidden", "Astro leaves out _drawer")

    def test_words_for_dates_are_no_problem(self, tmp_path: Path) -> None:
        made = site_of(tmp_path, eleventy__config__js="")
        assert post(made, front="date: git Last Modified").problems == ()
        assert post(made, front="permalink: false").because == "permalink: false"

    def test_sections_and_pages(self, tmp_path: Path) -> None:
        zola = site_of(tmp_path / "zola", config__toml='base_url = "x"')
        assert [post(zola, f"content/{name}.md").kind for name in ("_index", "a/_index", "a")] == [
            "section",
            "section",
            "post",
        ]
        hexo = site_of(tmp_path / "hexo", "source/_posts/a.md", _config__yml="")
        assert [post(hexo, f"source/{name}.md").kind for name in ("_posts/a", "about/index")] == [
            "post",
            "page",
        ]


class TestObsidian:
    def test_is_named_by_its_files(self, tmp_path: Path) -> None:
        (tmp_path / ".obsidian").mkdir()
        made = site_of(tmp_path, "a.md")
        front = "tags: a, b\ncreated: 2024-01-02\nkey with spaces: x\nempty:"
        said = post(made, "Note one.md", front, "# Heading")
        assert (made.generator, said.title, said.terms) == ("Obsidian", "Note one", {"tags": ("a", "b")})
        assert said.date is not None
        assert post(made, front="publish: false").because == "publish: false"

    @pytest.mark.parametrize("folder", ["files", "./files"])
    def test_keeps_pictures_where_it_is_told(self, tmp_path: Path, folder: str) -> None:
        put = tmp_path / ".obsidian/app.json"
        put.parent.mkdir()
        put.write_text(f'{{"attachmentFolderPath": "{folder}"}}', "utf-8")
        made = site_of(tmp_path, "files/p.png", "notes/files/q.png", "notes/a.md")
        note = post(made, "notes/a.md")
        assert made.picture(note, "p.png") == tmp_path / "files/p.png"
        assert made.picture(note, "q.png") == tmp_path / "notes/files/q.png"


@pytest.mark.parametrize(
    ("generator", "config", "content", "others"),
    [
        ("Docusaurus", "docusaurus.config.js", "blog/2015-10-07-a.md", "build/b.md"),
        ("Astro", "astro.config.mjs", "src/content/docs/a.mdx", "README.md"),
        ("Eleventy", ".eleventy.js", "posts/a.md", "_site/b.md"),
        ("Eleventy", "eleventy.config.js", "posts/a.md", "node_modules/b.md"),
    ],
)
def test_others_are_told_by_their_configuration(
    tmp_path: Path, generator: str, config: str, content: str, others: str
) -> None:
    made = site_of(tmp_path, config, content, others)
    assert made.generator == generator
    assert set(made.walk()) == {content}
    assert made.governs(config)
    assert post(made, content).status == "published"
