"""The rules find what is wrong, and only that."""

import pytest

from tests.html import rules

WHOLE = (
    "<!doctype html><html lang='vi'><head><title>a</title></head>"
    "<body><main><h1>a</h1>{}</main></body></html>"
)


@pytest.mark.parametrize(
    "broken",
    [
        "<div><p>a</div>",
        "</p>",
        "<div>",
        "<div/>",
        "<p><ul><li>a</li></ul></p>",
        "<ul><div>a</div></ul>",
        "<dl><p>a</p></dl>",
        "<table><tr><div></div></tr></table>",
        "<a href='/'><a href='/'>a</a></a>",
        "<a href='/'><button>a</button></a>",
        "<form><form></form></form>",
        "<i id='a'></i><i id='a'></i>",
        "<i id='a b'></i>",
        "<i class='a' class='b'></i>",
        "<i style='color:red'></i>",
        "<i onclick='a()'></i>",
        "<img src='/a.png'>",
        "<input name='a'>",
        "<label for='b'>a</label><input id='a' name='a'>",
    ],
)
def test_what_is_broken_is_found(broken):
    assert rules.faults(broken)


@pytest.mark.parametrize(
    "sound",
    [
        "<p>a<br>b</p><svg><path d=''/></svg>",
        "<dl><div><dt>a</dt><dd><p>b</p></dd></div></dl>",
        "<svg aria-labelledby='a'><title id='a'>b</title></svg>",
        "<label>a <input name='a'></label><input name='b' aria-label='b'>",
        "<label for='a'>a</label><select id='a'><option>b</option></select>",
        "<a href='/'><div><h2>a</h2></div></a>",
    ],
)
def test_what_is_sound_passes(sound):
    assert rules.faults(sound) == []


def test_a_whole_page_has_one_heading_and_points_nowhere_else():
    assert rules.faults(WHOLE.format("")) == []
    assert rules.faults(WHOLE.format("<h1>b</h1>")) == ["2 <h1>"]
    assert rules.faults(WHOLE.format("<p aria-describedby='x'>b</p>")) == [
        "aria-describedby='x' leads nowhere"
    ]
