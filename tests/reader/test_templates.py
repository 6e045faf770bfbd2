"""Templates: a known one is what it means, an unknown one is named, code is left alone."""

from __future__ import annotations

import pytest

from tests.reader.bodies import render
from tests.reader.test_structure import blocks, margin
from tui.reader import Reading
from tui.reader.blocks import Code, Prose
from tui.reader.reading import Dialect


def texts(body: str, dialect: Dialect = "hugo", path: str = "a.md") -> list[str]:
    return [block.text for block in blocks(body, dialect, path)]


def hrefs(body: str, dialect: Dialect = "hugo") -> list[str]:
    lines = render(Reading("a.md", body, 1, dialect), 80)
    return list(dict.fromkeys(span.href for line in lines for span in line.spans if span.href))


def test_raw_html_in_a_shortcode_is_shown() -> None:
    body = "{{< rawhtml >}}\n<p>a</p>\n<a href='/b'>c</a>\n{{< /rawhtml >}}\n\nd"
    assert texts(body) == ["a", "c", "d"]
    assert hrefs(body) == ["/b"]


def test_a_figure_is_a_picture_with_its_caption() -> None:
    assert texts('{{< figure src="/a.png" caption="図" >}}') == ["▣ 図"]
    assert hrefs('{{< figure src="/a.png" >}}') == ["/a.png"]


def test_a_link_to_a_post_leads_to_it() -> None:
    assert hrefs('[a]({{< ref "b.md" >}})') == ["b.md"]
    assert hrefs("[a]({% link _posts/b.md %})", "jekyll") == ["_posts/b.md"]
    assert hrefs("[a]({{ '/b/' | relative_url }})", "jekyll") == ["/b/"]
    assert hrefs("[a]({{ site.baseurl }}/b/)", "jekyll") == ["/b/"]


def test_a_video_leads_to_its_site() -> None:
    assert hrefs("{{< youtube abc >}}") == ["https://www.youtube.com/watch?v=abc"]


@pytest.mark.parametrize(
    ("body", "dialect"),
    [
        ("{{< highlight go >}}\na {{ b }}\n*c*\n{{< /highlight >}}", "hugo"),
        ("{% highlight go %}\na {{ b }}\n*c*\n{% endhighlight %}", "jekyll"),
    ],
)
def test_highlighted_code_is_code(body: str, dialect: Dialect) -> None:
    content = blocks(body, dialect)[0].content
    assert isinstance(content, Code)
    assert (content.text, content.language) == ("a {{ b }}\n*c*", "go")


def test_an_unknown_call_is_named_with_what_it_says() -> None:
    assert texts('a {{< foo bar "b c" k=v >}} d') == ["a foo bar b c k: v d"]


def test_an_unknown_pair_is_a_box_around_what_it_holds() -> None:
    found = blocks("{{< foo x >}}\n**a**\n{{< /foo >}}\n\nb", "hugo")
    assert [(margin(block), block.text) for block in found] == [("┆ ", "foo x"), ("┆ ", "a"), ("", "b")]


def test_an_opening_that_is_never_closed_holds_nothing() -> None:
    assert [(margin(b), b.text) for b in blocks("{{< foo >}}\n\na", "hugo")] == [("", "foo"), ("", "a")]


def test_an_escaped_shortcode_is_text() -> None:
    assert texts("a {{</* foo */>}}") == ["a {{< foo >}}"]
    assert texts("```\n{{</* foo */>}}\n```") == ["{{< foo >}}"]


def test_fenced_code_is_left_alone() -> None:
    assert texts("```\n{{< foo >}}\n```") == ["{{< foo >}}"]
    assert texts("```\n{% foo %}\n```", "jekyll") == ["{% foo %}"]
    assert texts("a `{{< foo >}}`") == ["a {{< foo >}}"]


def test_what_liquid_is_told_to_leave_alone_is_left_alone() -> None:
    assert texts("{% raw %}{{ a }}{% endraw %}", "jekyll") == ["{{ a }}"]


def test_attribute_lists_are_not_text() -> None:
    assert texts("a\n{: .b}\n\n# c {#d}\n", "jekyll") == ["a", "c"]


def test_a_heading_keeps_the_id_it_was_given() -> None:
    content = blocks("## a {#b .c}", "hugo")[0].content
    assert isinstance(content, Prose)
    assert (content.spans[0].text, content.anchor) == ("a", "b")


def test_boxes_of_docusaurus_and_starlight() -> None:
    found = blocks(":::tip[題]\na\n:::\n\nb")
    assert [(margin(block), block.text) for block in found] == [("▌ ", "題"), ("▌ ", "a"), ("", "b")]


def test_components_of_mdx_are_boxes_and_imports_a_fold() -> None:
    body = "import A from 'b'\n\n<Card title=\"c\" icon={<D e={1} />}>\n\n    f **g**\n\n</Card>\n"
    found = texts(body, "plain", "a.mdx")
    assert found[0] == "▸ import A from 'b'"
    assert found[-1] == "f g"
    assert "title: c" in found[1]


def test_scripts_styles_and_comments_fold_to_a_line() -> None:
    found = texts("<script>\nlet a = 1\n\nlet b\n</script>\n\n<!-- c\nd -->\n\ne")
    assert found == ["▸ script let a = 1 let b", "▸ comment c d", "e"]


def test_details_around_markdown() -> None:
    found = blocks("<details><summary>a</summary>\n\n- b\n\n</details>\n\nc")
    assert [(margin(block), block.text) for block in found] == [("▾ ", "a"), ("  • ", "b"), ("", "c")]


def test_lines_keep_their_numbers_behind_a_call_of_several_lines() -> None:
    lines = render(Reading("a.md", 'x {{< foo\n  a="b"\n>}} y\n\nz', 1, "hugo"), 80)
    assert lines[-1].source_line == 5


def test_an_html_table_is_a_table() -> None:
    lines = render(
        Reading("a.md", "<table><tr><th>a</th><th>b</th></tr>\n\n<tr><td>c<br>d</td><td>e</td></tr></table>"),
        40,
    )
    assert [line.text.rstrip() for line in lines] == ["a │ b", "──┼──", "c │ e", "d │"]


def test_a_call_of_several_lines_stays_in_its_list() -> None:
    found = blocks('1. a\n\n   {{< foo\n     b="c"\n   >}}\n\n2. d', "hugo")
    assert [(margin(block), block.text) for block in found] == [
        ("1. ", "a"),
        ("   ", "foo b: c"),
        ("2. ", "d"),
    ]


def test_code_that_starts_beside_a_bullet_ends_where_it_does() -> None:
    body = "- ```\n  {{< foo >}}\n  ```\n\n{{< foo >}}\n"
    assert texts(body) == ["{{< foo >}}", "foo"]


def test_html_of_jekyll_is_html_to_its_end_unless_it_says_otherwise() -> None:
    """As kramdown 2.4 has it; CommonMark's ends at an empty line."""
    body = "<div>\n\n    a **b**\n\n</div>\n\nc **d**\n\n<div markdown='1'>\n\n**e**\n\n</div>\n"
    assert texts(body, "jekyll") == ["a **b**", "c d", "e"]
    assert texts(body, "hugo") == ["a **b**", "c d", "e"]
    assert isinstance(blocks(body, "jekyll")[0].content, Prose)
    assert isinstance(blocks(body, "hugo")[0].content, Code)


def test_a_box_says_its_kind_where_its_braces_are_attributes() -> None:
    assert [block.text for block in blocks(':::tip{icon="heart"}\na\n:::')] == ["Tip", "a"]


def test_a_script_from_elsewhere_leads_there() -> None:
    assert hrefs('<script src="/a.js"></script>') == ["/a.js"]
    assert texts('<script src="/a.js"></script>') == ["▸ script /a.js"]


def test_hyphens_that_show_only_where_a_word_is_broken_are_not_shown() -> None:
    assert texts("In\xadhalts&shy;verzeichnis") == ["Inhaltsverzeichnis"]


def test_definitions_of_html_stand_under_their_term() -> None:
    found = blocks("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>")
    assert [(margin(block), block.text, block.gap) for block in found] == [
        ("", "a", None), ("  ", "b", None), ("", "c", ()), ("  ", "d", None),
    ]  # fmt: skip


def test_a_list_in_a_cell_stays_in_it() -> None:
    body = "<ul><li><table><tr><td>a<ul><li>b</li><li>c</li></ul></td></tr></table></li><li>d</li></ul>"
    assert [(margin(block), block.text) for block in blocks(body)] == [("• ", "\na\n• b\n• c"), ("• ", "d")]


def test_formulas_between_the_brackets_of_tex_are_formulas() -> None:
    found = blocks("\\[\n\\frac{a}{b} \\\\\nc\n\\]\n\nd \\(\\alpha_1\\) `\\(\\beta\\)` \\[e\\](f)", "hugo")
    assert [block.text for block in found] == [
        "\\[\n\\frac{a}{b} \\\\\nc\n\\]",
        "d \\(\\alpha_1\\) \\(\\beta\\) [e](f)",
    ]


def test_a_quote_of_hexo_says_whose_it_is() -> None:
    body = "{% blockquote Seth Godin https://a.example/b.html Welcome %}\nc\n{% endblockquote %}\n\nd"
    assert [(margin(block), block.text) for block in blocks(body)] == [
        ("▎ ", "Seth Godin https://a.example/b.html Welcome"), ("▎ ", "c"), ("", "d"),
    ]  # fmt: skip
    assert hrefs(body, "plain") == ["https://a.example/b.html"]
