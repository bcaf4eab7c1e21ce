"""Spans, sentences, lines and quotes in stored text; page marks and site chrome stand in it and are skipped."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.text import Place, Source, Span, find_page_marks

MARKED = "1、瑞安市行动计划\n产业规模达到20亿\n2、元以上，培育企业5家。\n3、完"
MARKED_WORDS = "瑞安市行动计划\n产业规模达到20亿元以上，培育企业5家。完"
MENU = "首页 > 政务公开\n到2025年，产值突破300亿元。\n【打印本页】 产值突破"


def marked() -> Source:
    return Source(MARKED, find_page_marks(MARKED))


def with_menu() -> Source:
    menu, box = Span(0, 9), Span(MENU.index("【"), len(MENU))
    return Source(MENU, outside=(menu, box))


def stored(source: Source, span: Span) -> str:
    return source.text[span.start : span.end]


def test_a_span_contains_itself_and_what_lies_inside() -> None:
    assert Span(3, 9).contains(Span(3, 9))
    assert Span(3, 9).contains(Span(4, 5))
    assert not Span(3, 9).contains(Span(2, 5))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert Span(3, 9).overlaps(Span(8, 12))
    assert not Span(3, 9).overlaps(Span(9, 12))


def test_the_checksum_is_that_of_the_stored_bytes() -> None:
    assert Source("东莞\n").sha256 == "c84208b399fc12e20018f953817a7f44ea407b61509661ef28a1f6c086902184"


def test_a_quote_is_found_at_its_code_points() -> None:
    source = Source("𠀀区产值突破300亿元")
    assert source.find("突破300亿元") == [Place(Span(4, 11), crosses_break=False)]


def test_a_quote_that_stands_twice_has_two_places() -> None:
    source = Source("全力推进。再次全力推进。")
    assert [place.span.start for place in source.find("全力推进")] == [0, 7]


def test_overlapping_places_are_all_found() -> None:
    assert [place.span.start for place in Source("一一一").find("一一")] == [0, 1]


def test_a_quote_is_looked_for_inside_a_span() -> None:
    source = Source("全力推进。再次全力推进。")
    assert [place.span.start for place in source.find("全力推进", within=Span(5, 12))] == [7]
    assert source.find("全力推进", within=Span(8, 12)) == []


def test_the_characters_before_a_quote_tell_its_place() -> None:
    source = Source("全力推进。再次全力推进。")
    assert [place.span for place in source.find("全力推进", preceded_by="再次")] == [Span(7, 11)]
    assert source.find("全力推进", preceded_by="三次") == []


def test_an_empty_quote_stands_nowhere() -> None:
    assert Source("全力推进").find("") == []


def test_stored_text_is_never_normalised() -> None:
    source = Source("产值５００亿元，金\uf90a")
    assert source.find("500亿元") == []
    assert len(source.find("５００亿元")) == 1
    assert source.find("金金") == []


def test_a_quote_runs_across_a_page_mark() -> None:
    place = marked().find("20亿元以上")[0]
    assert stored(marked(), place.span) == "20亿\n2、元以上"
    assert place.crosses_break


def test_a_quote_beside_a_page_mark_does_not_cross_it() -> None:
    place = marked().find("元以上")[0]
    assert stored(marked(), place.span) == "元以上"
    assert not place.crosses_break


def test_page_marks_count_up_from_one() -> None:
    assert [stored(marked(), mark) for mark in find_page_marks(MARKED)] == ["1、", "\n2、", "\n3、"]


def test_a_line_number_out_of_sequence_is_no_page_mark() -> None:
    text = "1、总则\n7、企业\n2、项目"
    assert [text[mark.start : mark.end] for mark in find_page_marks(text)] == ["1、", "\n2、"]


def test_a_text_without_marks_has_none() -> None:
    assert find_page_marks("一、总则\n（一）目标") == ()


def test_the_body_leaves_out_chrome_and_marks() -> None:
    assert [stored(with_menu(), run) for run in with_menu().body] == ["\n到2025年，产值突破300亿元。\n"]
    assert "".join(stored(marked(), run) for run in marked().body) == MARKED_WORDS


def test_holes_may_overlap_and_stand_in_any_order() -> None:
    source = Source("甲乙丙丁戊己", outside=(Span(3, 5), Span(0, 2), Span(1, 4)))
    assert source.body == (Span(5, 6),)


def test_a_quote_is_never_found_in_chrome() -> None:
    assert with_menu().find("政务公开") == []
    assert len(with_menu().find("产值突破")) == 1


def test_a_quote_does_not_run_across_chrome() -> None:
    source = Source("产值突破【广告】300亿元", outside=(Span(4, 8),))
    assert source.find("产值突破300亿元") == []
    assert source.reading[0] == "产值突破\n300亿元"


def test_words_leave_out_marks_and_chrome() -> None:
    assert marked().words(Span(0, len(MARKED))) == MARKED_WORDS


def test_characters_of_words_lead_back_to_their_stored_span() -> None:
    place = marked().find("产业规模达到20亿元以上")[0]
    inside = marked().inside(place.span, 6, 10)
    assert stored(marked(), inside) == "20亿\n2、元"


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        pytest.param("总则。到2025年，产值突破。培育5家。", "产值突破", "到2025年，产值突破。", id="stops"),
        pytest.param("培育10家；引进5家；建设3个", "引进5家", "引进5家；", id="semicolon"),
        pytest.param("发展目标\n产值突破300亿元\n培育", "产值突破300亿元", "产值突破300亿元\n", id="lines"),
        pytest.param("产值突破300亿元", "300亿元", "产值突破300亿元", id="whole-text"),
        pytest.param("甲。产值突破300亿元。乙。", "产值突破300亿元。", "产值突破300亿元。", id="quote-with-its-stop"),
        pytest.param("甲。一是。二是。乙", "一是。二是", "一是。二是。", id="quote-of-two-sentences"),
        pytest.param("到2025年!产值突破", "产值突破", "到2025年!产值突破", id="an-ascii-mark-ends-nothing"),
    ],
)  # fmt: skip
def test_a_sentence_reaches_to_the_marks_around_a_quote(text: str, quote: str, sentence: str) -> None:
    source = Source(text)
    assert stored(source, source.sentence(source.find(quote)[0].span)) == sentence


def test_a_sentence_runs_across_a_page_mark() -> None:
    place = marked().find("元以上")[0]
    assert marked().words(marked().sentence(place.span)) == "产业规模达到20亿元以上，培育企业5家。"


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (1, 1, 2), (3, 1, 4), (4, 2, 1), (6, 3, 1), (7, 3, 2)],
)
def test_lines_and_columns_count_from_one_in_characters(offset: int, line: int, column: int) -> None:
    assert Source("𠀀区县\n镇\n街道").line_column(offset) == (line, column)


def test_a_long_text_is_read_in_time() -> None:
    assert len(long_text(20_000).find("产值突破300亿元")) > 1_000
    assert_linear(lambda times: last_sentence(long_text(times)), size=2_000)


def long_text(times: int) -> Source:
    text = "到2025年，产值突破300亿元。" * times
    return Source(text, outside=tuple(Span(at, at + 2) for at in range(0, len(text), len(text) // 100)))


def last_sentence(source: Source) -> Span:
    return source.sentence(source.find("突破300亿元")[-1].span)
