"""Drafting: a file becomes a folder that builds after a person's review; new findings join what people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from wordfile import paragraph, write_docx

from pipeline.build import DATA_STAGES, Workspace, build, check_workspace
from pipeline.drafting import Unusable, Wanted, add_plan, draft_plan
from pipeline.drafting.document import outside_entries
from pipeline.drafting.lookup import jurisdiction, read_lookup
from pipeline.drafting.places import place_hint
from pipeline.drafting.slugs import free, slug
from pipeline.drafting.writing import appended, yaml_text
from pipeline.outline import read_outline
from pipeline.problems import Problem
from pipeline.records import Plan, Registry, Shapes
from pipeline.text import Source

CAPTURED = Path(__file__).parent / "capture"
TEXT = """首页 > 政策文件
新洲市人民政府办公室关于印发新洲市培育战略性新兴产业集群行动方案（2026—2028年）的通知
新政办〔2026〕5号
各区人民政府，市各有关单位：
《新洲市培育战略性新兴产业集群行动方案（2026—2028年）》已经市人民政府同意，现印发给你们，请认真贯彻执行。
新洲市人民政府办公室
2026年2月3日
新洲市培育战略性新兴产业集群行动方案（2026—2028年）
为壮大我市产业集群，制定本方案。
一、总体要求
到2028年，先进产业产值超过1500亿元，国家高新技术企业达到400家以上，新建低空起降点不少于30个。
二、战略性新兴产业集群
（一）智能装备产业集群。重点发展工业机器人、数控机床。支持以青石区、白沙镇为重点建设集聚区。（市工业和信息化局牵头，市科技局配合）
（二）新材料产业集群。重点发展特种钢材。（市科技局牵头）
（三）低空经济产业集群。重点发展无人机整机、航空电池。支持以青石区为重点建设集聚区。（市交通运输局牵头）
（四）生物医药产业集群。重点发展医疗器械。（市科技局牵头）
（五）数字创意产业集群。重点发展动漫游戏。（市工业和信息化局牵头）
三、保障措施
（一）加强统筹协调。建立会商机制。（市工业和信息化局、市科技局按职责分工负责）
（二）强化资金支持。统筹用好各类资金。（市财政局负责）
"""
REVIEW = {  # what a person fills in: file → the line above, and the line that was left out
    "document": [
        (
            "title: 新洲市培育战略性新兴产业集群行动方案（2026—2028年）",
            "title_en: Action Plan of Xinzhou for Emerging Industry Clusters (2026–2028)",
        )
    ],
    "clusters": [
        ("    name: 低空经济", "    name_en: Low-altitude economy"),
        ("    name: 生物医药", "    name_en: Biomedicine"),
        ("    name: 数字创意", "    name_en: Digital creative industries"),
    ],
    "targets": [("    quote: 新建低空起降点不少于30个", "    indicator_id: take-off-sites")],
    "agencies": [("    heading: 强化资金支持", "    heading_en: Strengthen funding")],
}
FOCUS_NAMES = {
    "name: 无人机整机}": "name: 无人机整机, name_en: Drones}",
    "name: 航空电池}": "name: 航空电池, name_en: Aviation batteries}",
    "name: 医疗器械}": "name: 医疗器械, name_en: Medical devices}",
    "name: 动漫游戏}": "name: 动漫游戏, name_en: Animation and games}",
}
NEW_AGENCIES = """  - agency_id: xinzhou-caizhengju
    name: 新洲市财政局
    name_en: Xinzhou Finance Bureau
    aliases: [市财政局]
    area_id: xinzhou
    kind: department
  - agency_id: xinzhou-jiaotongyunshu-ju
    name: 新洲市交通运输局
    name_en: Xinzhou Transport Bureau
    aliases: [市交通运输局]
    area_id: xinzhou
    kind: department
"""
NEW_INDICATOR = """  - indicator_id: take-off-sites
    name: 低空起降点数
    name_en: Take-off and landing sites
    unit: count
    measure: count
    definition: 已建成的低空起降点数。
    definition_en: Number of low-altitude take-off and landing sites built.
    words: [低空起降点]
"""


def as_gb2312() -> bytes:
    paragraphs = TEXT.replace("\n", "</p><p>")
    page = f'<html><head><meta charset="gb2312"></head><body><p>{paragraphs}</p></body></html>'
    return page.encode("gb18030")


FORMS = {
    "docx": lambda: write_docx("".join(paragraph(line) for line in TEXT.splitlines())),
    "gb2312.html": as_gb2312,
    "pdf": (CAPTURED / "review.pdf").read_bytes,  # printed by Chromium from the page in gb2312
}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def added(tiny: Workspace, shapes: Shapes, tmp_path: Path) -> Path:
    """The drafted folder of the invented plan."""
    file = tmp_path / "方案.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert add_plan(file, Wanted("xinzhou-2026"), tiny.seeds, shapes).problems == ()
    return tiny.seeds / "plans" / "xinzhou-2026"


@pytest.fixture
def reviewed(tiny: Workspace, added: Path) -> Path:
    """The same folder after a person filled in what only people know."""
    return review(tiny, added)


def review(tiny: Workspace, added: Path) -> Path:
    for name, lines in REVIEW.items():
        for above, line in lines:
            change(added / f"{name}.yaml", above + "\n", f"{above}\n{line}\n")
    for old, new in FOCUS_NAMES.items():
        change(added / "clusters.yaml", old, new)
    for name, entries in (("agencies", NEW_AGENCIES), ("indicators", NEW_INDICATOR)):
        with (tiny.seeds / "registry" / f"{name}.yaml").open("a", encoding="utf-8") as registry:
            registry.write(entries)
    document = added / "document.yaml"
    text = document.read_text(encoding="utf-8")
    assert text.count("由程序起草，待复核。") == text.count("drafted by the reader; review. ") == 1
    reviewed_text = text.replace("由程序起草，待复核。", "").replace("drafted by the reader; review. ", "")
    document.write_text(reviewed_text, encoding="utf-8")
    return added


def test_the_source_is_stored_as_captured_and_described(added: Path) -> None:
    assert (added / "source.txt").read_bytes() == TEXT.encode("utf-8")
    document = (added / "document.yaml").read_text(encoding="utf-8")
    assert document.startswith("# yaml-language-server: $schema=../../../schemas/records/document.schema.json\n")
    assert "number: 新政办〔2026〕5号\nissuer: 新洲市人民政府办公室\narea_id: xinzhou\nissued: 2026-02-03\n" in document
    assert "period_start: 2026\nperiod_end: 2028\n" in document
    assert "note: 由程序起草，待复核。" in document
    assert "outside:\n  - from: 首页 > 政策文件\n    reason: navigation\n" in document


def test_what_others_recorded_before_is_used_and_the_rest_is_said_in_pinyin(added: Path) -> None:
    clusters = (added / "clusters.yaml").read_text(encoding="utf-8")
    known = "cluster_id: new-materials\n    quote: 新材料产业集群\n    name: 新材料\n    name_en: New materials\n"
    unknown = "cluster_id: dikong-jingji\n    quote: 低空经济产业集群\n    name: 低空经济\n    kind: emerging\n"
    assert known in clusters
    assert unknown in clusters
    assert "{focus_area_id: cnc-machine-tools, name: 数控机床, name_en: CNC machine tools}" in clusters


def test_a_former_cluster_has_the_english_name_that_another_plan_gave_it(
    tiny: Workspace, shapes: Shapes, tmp_path: Path
) -> None:
    merger = "机床产业集群、铸造产业集群合并为智能装备产业集群。"
    file = tmp_path / "方案.txt"
    file.write_text(TEXT.replace("制定本方案。", f"制定本方案。{merger}"), encoding="utf-8")
    assert add_plan(file, Wanted("xinzhou-2026"), tiny.seeds, shapes).problems == ()
    clusters = (tiny.seeds / "plans" / "xinzhou-2026" / "clusters.yaml").read_text(encoding="utf-8")
    assert "from:\n      - {name: 机床, name_en: Machine tools}\n      - {name: 铸造}\n" in clusters


def test_a_quote_that_stands_twice_gets_its_section(added: Path) -> None:
    agencies = (added / "agencies.yaml").read_text(encoding="utf-8")
    assert "  - quote: （市科技局牵头）\n    section: s2.4\n    cluster_id: shengwuyiyao\n" in agencies
    assert "  - quote: （市财政局负责）\n    measure_id: qianghua-zijin-zhichi\n" in agencies


def test_the_draft_says_by_name_what_a_person_must_fill(tiny: Workspace, added: Path) -> None:
    problems = [p for p in check_workspace(tiny, lambda _: None) if "xinzhou-2026" in p.location.path]
    assert {problem.rule for problem in problems} == {"schema"}
    assert {problem.en for problem in problems} == {
        "title_en is missing",
        "clusters: name_en is missing",
        "names: name_en is missing",
        "measures: heading_en is missing",
        "targets: indicator_id is missing",
    }


def test_the_folder_builds_after_a_persons_review(tiny: Workspace, reviewed: Path) -> None:
    assert build(tiny, DATA_STAGES, lambda _: None) == []
    targets = (tiny.root / "dist" / "data" / "targets" / "targets.csv").read_text(encoding="utf-8")
    assert "xinzhou-2026/take-off-sites-2028" not in targets
    assert "新建低空起降点不少于30个" in targets


@pytest.mark.parametrize("form", ["docx", "gb2312.html", "pdf"])
def test_the_same_plan_in_another_form_builds_after_the_same_review(
    tiny: Workspace, shapes: Shapes, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"plan.{form}"
    file.write_bytes(FORMS[form]())
    assert add_plan(file, Wanted("xinzhou-2026"), tiny.seeds, shapes).problems == ()
    review(tiny, tiny.seeds / "plans" / "xinzhou-2026")
    assert build(tiny, DATA_STAGES, lambda _: None) == []


@pytest.mark.parametrize("name", ["plan.html", "plan.pdf"])
def test_a_saved_page_and_a_pdf_become_the_same_records(tiny: Workspace, shapes: Shapes, name: str) -> None:
    outcome = add_plan(CAPTURED / name, Wanted("yunshan-2024"), tiny.seeds, shapes)
    assert outcome.problems == ()
    folder = tiny.seeds / "plans" / "yunshan-2024"
    targets = (folder / "targets.yaml").read_text(encoding="utf-8")
    assert "quote: 全市低空经济产业规模突破100亿元\n    area_id: yunshan\n    comparator: gt\n" in targets
    assert "    value: 10000000000\n    unit: CNY\n    value_text: 100亿元\n" in targets
    assert ("areas", "yunshan", "云山市") in [(p.file, p.record_id, p.name) for p in outcome.proposed]


def test_a_page_in_gb2312_keeps_how_it_was_decoded(tiny: Workspace, shapes: Shapes, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(as_gb2312())
    assert add_plan(file, Wanted("xinzhou-2026"), tiny.seeds, shapes).problems == ()
    folder = tiny.seeds / "plans" / "xinzhou-2026"
    assert "编码：声明 gb2312，按 gb18030 解码，重新编码一致" in (folder / "document.yaml").read_text(encoding="utf-8")
    assert "新建低空起降点不少于30个" in (folder / "source.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(b"", "file-size", id="empty"),
        pytest.param("新洲市行动方案".encode("gb18030"), "encoding-declared", id="encoding-unknown"),
        pytest.param(b"%PDF-1.7\nbroken", "pdf-whole", id="broken-pdf"),
        pytest.param(b"PK\x03\x04" + b"\0" * 400, "docx-whole", id="broken-docx"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(
    tiny: Workspace, shapes: Shapes, tmp_path: Path, content: bytes, rule: str
) -> None:
    before = sorted(tiny.seeds.rglob("*"))
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    problems = add_plan(file, Wanted("xinzhou-2026"), tiny.seeds, shapes).problems
    assert [(problem.location.path, problem.rule) for problem in problems] == [(str(file), rule)]
    assert sorted(tiny.seeds.rglob("*")) == before


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param(Wanted("xinzhou-2025"), "plans draft xinzhou-2025", id="exists"),
        pytest.param(Wanted("../xinzhou"), "--id cannot be ../xinzhou", id="path"),
        pytest.param(Wanted("Xinzhou 2026"), "lower-case words", id="capital"),
        pytest.param(Wanted("xinzhou-2026", area_id="xinzho"), "did you mean xinzhou?", id="area"),
    ],
)
def test_an_id_or_area_that_cannot_be_is_refused(tiny: Workspace, shapes: Shapes, wanted: Wanted, said: str) -> None:
    with pytest.raises(Unusable, match=said.replace("?", r"\?")):
        add_plan(CAPTURED / "plan.html", wanted, tiny.seeds, shapes)


def test_a_second_reading_without_news_changes_no_byte(tiny: Workspace, shapes: Shapes, reviewed: Path) -> None:
    before = {path.name: path.read_bytes() for path in reviewed.iterdir()}
    assert draft_plan("xinzhou-2026", tiny.seeds, shapes).drafted == ()
    assert {path.name: path.read_bytes() for path in reviewed.iterdir()} == before


def test_a_removed_record_comes_back_at_the_end_and_nothing_else_moves(
    tiny: Workspace, shapes: Shapes, reviewed: Path
) -> None:
    path = reviewed / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - target_id: high-tech-enterprises-2028")
    end = text.index("  - target_id: ", start + 5)
    kept = text[:start] + "    # 一位同事的话\n" + text[end:].replace("expected", '"expected"   # 力度')
    path.write_text(kept, encoding="utf-8")
    outcome = draft_plan("xinzhou-2026", tiny.seeds, shapes)
    assert [(d.path, d.list_name, d.quotes) for d in outcome.drafted] == [
        ("seeds/plans/xinzhou-2026/targets.yaml", "targets", ("国家高新技术企业达到400家以上",))
    ]
    after = path.read_text(encoding="utf-8")
    assert after == kept + text[start:end] + "    note: 由程序起草，待复核。\n    note_en: drafted by the reader\n"
    assert [problem.rule for problem in check_workspace(tiny, lambda _: None)] == ["draft-reviewed"]


def test_a_persons_record_on_the_same_words_is_left_alone(tiny: Workspace, shapes: Shapes, reviewed: Path) -> None:
    change(reviewed / "targets.yaml", "    comparator: ge\n    value: 400\n", "    comparator: gt\n    value: 400\n")
    change(reviewed / "clusters.yaml", "    kind: emerging\n    sector_id: sei-2018-materials\n", "    kind: pillar\n")
    assert draft_plan("xinzhou-2026", tiny.seeds, shapes).drafted == ()


def test_a_file_that_is_no_strict_yaml_is_reported_and_not_touched(
    tiny: Workspace, shapes: Shapes, reviewed: Path
) -> None:
    path = reviewed / "targets.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "targets: []\n", encoding="utf-8")
    before = path.read_bytes()
    outcome = draft_plan("xinzhou-2026", tiny.seeds, shapes)
    assert [problem.rule for problem in outcome.problems] == ["yaml-duplicate-key"]
    assert path.read_bytes() == before


def test_drafting_an_unknown_plan_points_to_adding(tiny: Workspace, shapes: Shapes) -> None:
    with pytest.raises(Unusable, match="use plans add"):
        draft_plan("nowhere-2024", tiny.seeds, shapes)


ENTRY = {"targets": [{"target_id": "b", "quote": "到2027年"}]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "targets:\n  - target_id: a\n    quote: 甲\n# 观测\nobservations:\n  - observation_id: c\n",
            "targets:\n  - target_id: a\n    quote: 甲\n  - target_id: b\n    quote: 到2027年\n# 观测\nobservations:\n"
            "  - observation_id: c\n",
            id="comment-of-the-next-list",
        ),
        pytest.param(
            "targets:\n- target_id: a\n  quote: 甲",
            "targets:\n- target_id: a\n  quote: 甲\n- target_id: b\n  quote: 到2027年\n",
            id="own-indent-and-no-last-line-break",
        ),
        pytest.param(
            "targets:\r\n  - target_id: a\r\n",
            "targets:\r\n  - target_id: a\r\n  - target_id: b\r\n    quote: 到2027年\r\n",
            id="windows-line-breaks",
        ),
        pytest.param(
            "observations:\n  - observation_id: c\n",
            "observations:\n  - observation_id: c\ntargets:\n  - target_id: b\n    quote: 到2027年\n",
            id="list-not-there-yet",
        ),
    ],
)
def test_entries_join_the_end_of_their_list(before: str, after: str) -> None:
    assert appended("targets.yaml", before.encode("utf-8"), ENTRY) == after.encode("utf-8")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("targets: [{target_id: a}]\n", id="flow-list"),
        pytest.param("targets:\n  - {target_id: a,\n     quote: 甲\n     }\n", id="flow-entry-over-lines"),
    ],
)
def test_a_list_that_leaves_no_place_is_a_problem(before: str) -> None:
    found = appended("targets.yaml", before.encode("utf-8"), ENTRY)
    assert isinstance(found, Problem)
    assert (found.rule, found.location.line) == ("draft-list", 1)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("产值超过1500亿元", "产值超过1500亿元", id="plain"),
        pytest.param("牵头单位: 市科技局", '"牵头单位: 市科技局"', id="colon"),
        pytest.param("“十四五”末", "“十四五”末", id="chinese-quotes"),
        pytest.param("2.1", '"2.1"', id="number"),
        pytest.param("no", '"no"', id="word-of-yaml"),
        pytest.param("[注]", '"[注]"', id="bracket"),
        pytest.param('说"好"', '说"好"', id="quotes-inside"),
        pytest.param("- 甲", '"- 甲"', id="dash"),
    ],
)
def test_text_is_quoted_only_where_yaml_needs_it(text: str, written: str) -> None:
    assert yaml_text({"quote": text}) == f"quote: {written}\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("低空经济", "dikong-jingji", id="words"),
        pytest.param("eVTOL整机", "evtol-zhengji", id="latin"),
        pytest.param("6G", "6g", id="code"),
        pytest.param("——", "", id="nothing"),
    ],
)
def test_names_become_pinyin_word_by_word(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_long_name_is_cut_between_words() -> None:
    assert len(slug("新一代信息技术与先进制造业深度融合发展示范应用工程项目")) <= 48


def test_a_taken_id_is_counted_on() -> None:
    taken = {"target", "target-2"}
    assert (free("", taken, "target"), free("", taken, "target")) == ("target-3", "target-4")


TWICE = "一、甲类\n支持以青石为集聚区，力争支持以青石为集聚区。\n二、乙类\n支持以青石为集聚区。\n"


@pytest.mark.parametrize(
    ("nth", "hint"),
    [
        pytest.param(0, None, id="behind-a-line-break"),
        pytest.param(1, {"preceded_by": "争"}, id="words-before"),
        pytest.param(2, {"section": "s2"}, id="section"),
    ],
)
def test_a_quote_is_told_apart_by_section_or_by_what_stands_before(nth: int, hint: dict[str, str] | None) -> None:
    source = Source(TWICE)
    places = source.find("支持以青石为集聚区")
    assert place_hint(source, read_outline(source), places, places[nth].span.start) == hint


def test_chrome_that_no_words_can_name_stays_in_the_body() -> None:
    text = "首页\n登录\n政务公开\n新闻\n服务\n互动\n为发展产业，制定方案。\n首页\n"
    assert [entry for entry, _ in outside_entries(text)] == [{"from": "登录", "to": "互动", "reason": "navigation"}]


def test_a_short_name_counts_only_inside_its_jurisdiction(
    tiny_registry: Registry, tiny_plans: tuple[Plan, ...]
) -> None:
    here, elsewhere = read_lookup(tiny_registry, tiny_plans, "xinzhou"), read_lookup(tiny_registry, tiny_plans, "")
    assert (here.agency("市科技局"), elsewhere.agency("市科技局")) == ("xinzhou-stb", "")
    assert elsewhere.agency("新洲市科学技术局") == "xinzhou-stb"
    assert (here.area("青石"), here.area("青石区"), here.area("全市")) == ("xinzhou-qingshi", "xinzhou-qingshi", "")


def test_an_indicator_counts_only_in_its_unit(tiny_registry: Registry, tiny_plans: tuple[Plan, ...]) -> None:
    lookup = read_lookup(tiny_registry, tiny_plans, "xinzhou")
    assert lookup.indicator("全市国家高新技术企业", "count") == "high-tech-enterprises"
    assert lookup.indicator("国家高新技术企业", "percent") == ""


def test_the_jurisdiction_is_the_longest_full_name_that_begins_the_issuer_or_title(tiny_registry: Registry) -> None:
    assert jurisdiction(tiny_registry, "新洲市行动方案", "") == "xinzhou"
    assert jurisdiction(tiny_registry, "新州市行动方案", "云山市人民政府") == ""
