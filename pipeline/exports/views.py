"""The views of the database: each answers one question, once under English names and once under Chinese ones.

The two differ in the names of columns, in the language of names, and in that the Chinese view says what a code means
(牵头 for lead). A number beside an exact amount (`value_number`) is for sorting and sums alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Edition = Literal["zh", "en"]

# What stands in the statements below for the words of each edition.
WORDS: Mapping[Edition, Mapping[str, str]] = {
    "en": {"_en": "_en", "comma": ", "},
    "zh": {"_en": "", "comma": "、"},
}
# A code's meaning up to its gloss: 未达到 of 未达到：期限已到而数字不够, 元 of 元（人民币）
MEANING = """(SELECT substr(meaning, 1, min(instr(meaning || '：', '：'), instr(meaning || '（', '（')) - 1) FROM codes
    WHERE table_name = '{table}' AND field_name = '{field}' AND code = {code})"""


@dataclass(frozen=True)
class Column:
    """One column; of a coded one (`clusters.kind`) the Chinese view shows what the code means."""

    name: str
    name_zh: str
    expression: str
    code: str = ""


@dataclass(frozen=True)
class View:
    """A question and the statement that answers it, `{_en}` and `{comma}` being the words of the edition."""

    name: str
    name_zh: str
    question: str
    question_zh: str
    columns: tuple[Column, ...]
    rows: str


def create_view(view: View, edition: Edition) -> str:
    """The statement that makes one edition of a view."""
    columns = ",\n  ".join(_column(column, edition) for column in view.columns)
    name = view.name if edition == "en" else view.name_zh
    question = view.question if edition == "en" else view.question_zh
    body = f"SELECT\n  {columns}\n{view.rows.strip()}".format_map(WORDS[edition])
    return f'CREATE VIEW "{name}" AS -- {question}\n{body}'


def _column(column: Column, edition: Edition) -> str:
    if edition == "en":
        return f'{column.expression} AS "{column.name}"'
    if not column.code:
        return f'{column.expression} AS "{column.name_zh}"'
    table, _, field = column.code.partition(".")
    return f'{MEANING.format(table=table, field=field, code=column.expression)} AS "{column.name_zh}"'


DOCUMENT = (
    Column("document_id", "文件标识", "d.document_id"),
    Column("document_title", "文件", "d.title{_en}"),
)
QUOTE = (Column("quote", "原文", "x.quote"), *DOCUMENT)
CITY = Column("city", "地区", "city.name{_en}")
CLUSTER = (Column("cluster_id", "集群标识", "c.cluster_id"), Column("cluster", "集群", "c.name{_en}"))

CLUSTERS = View(
    "cluster_overview",
    "集群一览",
    "Which clusters does each plan name, who leads them and where are they placed?",
    "每份规划写了哪些集群，由谁牵头，布局在哪里？",
    (
        CITY,
        Column("plan_year", "年份", "coalesce(substr(d.issued, 1, 4), d.period_start)"),
        *CLUSTER,
        Column("kind", "类别", "c.kind", "clusters.kind"),
        Column("sector", "行业", "s.name{_en}"),
        Column(
            "lead_agencies",
            "牵头机构",
            """(SELECT group_concat(name, '{comma}') FROM (
    SELECT a.name{_en} AS name FROM responsibilities r JOIN agencies a USING (agency_id)
    WHERE r.cluster_id = c.cluster_id AND r.role = 'lead' GROUP BY a.agency_id
    ORDER BY min(r.char_start), min(instr(r.quote, r.agency_text))))""",
        ),
        Column(
            "places",
            "布局地区",
            """(SELECT group_concat(name, '{comma}') FROM (
    SELECT a.name{_en} AS name FROM placements p JOIN areas a USING (area_id)
    LEFT JOIN focus_areas f ON f.focus_area_id = p.focus_area_id
    WHERE c.cluster_id IN (p.cluster_id, f.cluster_id) GROUP BY a.area_id
    ORDER BY min(p.char_start), min(instr(p.quote, p.area_text))))""",
        ),
        Column("targets", "目标数", "(SELECT count(*) FROM targets t WHERE t.cluster_id = c.cluster_id)"),
        Column("focus_areas", "重点领域数", "(SELECT count(*) FROM focus_areas f WHERE f.cluster_id = c.cluster_id)"),
        Column("quote", "原文", "c.quote"),
        *DOCUMENT,
    ),
    """
FROM clusters c JOIN documents d USING (document_id) JOIN areas city ON city.area_id = d.area_id
LEFT JOIN sectors s USING (sector_id)
ORDER BY d.document_id, c.position
""",
)

TARGETS = View(
    "target_progress",
    "目标进展",
    "Which numbers are to be reached by when, and what was last reported?",
    "定了什么数字、到什么时候，最近报道的是多少？",
    (
        Column("target_id", "目标标识", "x.target_id"),
        Column("area", "地区", "area.name{_en}"),
        Column("cluster", "集群", "c.name{_en}"),
        Column("indicator", "指标", "i.name{_en}"),
        Column("condition", "条件", "x.condition"),
        Column("comparator", "比较", "x.comparator", "targets.comparator"),
        Column("value", "数值", "x.value"),
        Column("value_max", "上限", "x.value_max"),
        Column("value_number", "数值（近似）", "CAST(x.value AS REAL)"),
        Column("unit", "单位", "x.unit", "targets.unit"),
        Column("unit_noun", "量词", "x.unit_noun"),
        Column("value_text", "原文数字", "x.value_text"),
        Column("deadline", "期限", "x.deadline"),
        Column("strength", "力度", "x.strength", "targets.strength"),
        Column("observed_value", "观测值", "o.value"),
        Column("observed_until", "观测截至", "o.period_end"),
        Column("status", "进展", "m.status", "target_matches.status"),
        Column("ratio", "观测值与目标值之比", "m.ratio"),
        Column("observation_id", "观测标识", "o.observation_id"),
        *QUOTE,
    ),
    """
FROM targets x JOIN documents d USING (document_id) JOIN areas area ON area.area_id = x.area_id
JOIN indicators i USING (indicator_id) LEFT JOIN clusters c ON c.cluster_id = x.cluster_id
LEFT JOIN target_matches m ON m.target_id = x.target_id AND m.observation_id = (
  SELECT seen.observation_id FROM target_matches last JOIN observations seen USING (observation_id)
  WHERE last.target_id = x.target_id AND last.status <> 'cannot-tell'
  ORDER BY seen.period_end DESC, seen.observation_id LIMIT 1)
LEFT JOIN observations o ON o.observation_id = m.observation_id
ORDER BY x.rowid
""",
)

SUBJECT = (
    Column(
        "subject_kind",
        "对象类型",
        "CASE WHEN x.cluster_id IS NULL THEN 'measure' ELSE 'cluster' END",
    ),
    Column("subject_id", "对象标识", "coalesce(x.cluster_id, x.measure_id)"),
    Column("subject", "对象", "coalesce(c.name{_en}, m.heading{_en})"),
)

LEADS = View(
    "who_leads_what",
    "谁牵头什么",
    "Which agency leads which cluster or measure?",
    "哪个机构牵头哪个集群或哪项举措？",
    (
        Column("agency_id", "机构标识", "a.agency_id"),
        Column("agency", "机构", "a.name{_en}"),
        *SUBJECT,
        Column("agency_text", "原文写法", "x.agency_text"),
        *QUOTE,
    ),
    """
FROM responsibilities x JOIN agencies a USING (agency_id) JOIN documents d ON d.document_id = x.document_id
LEFT JOIN clusters c ON c.cluster_id = x.cluster_id LEFT JOIN measures m ON m.measure_id = x.measure_id
WHERE x.role = 'lead'
ORDER BY a.agency_id, x.rowid
""",
)

PLACED = View(
    "what_is_where",
    "哪里布局什么",
    "Which industries, facilities and projects does each place get?",
    "每个地区布局了哪些产业、设施和项目？",
    (
        Column("area_id", "地区标识", "area.area_id"),
        Column("area", "地区", "area.name{_en}"),
        Column("part_of", "上级地区", "above.name{_en}"),
        Column("what", "布局的内容", "x.what{_en}"),
        Column("kind", "类型", "x.kind{_en}"),
        Column("cluster_id", "集群标识", "x.cluster_id"),
        *QUOTE,
    ),
    """
FROM (
  SELECT p.area_id, coalesce(c.name, f.name) AS what, coalesce(c.name_en, f.name_en) AS what_en,
    k.meaning AS kind, p.role AS kind_en, coalesce(p.cluster_id, f.cluster_id) AS cluster_id,
    p.quote, p.document_id, p.placement_id AS record_id
  FROM placements p LEFT JOIN clusters c ON c.cluster_id = p.cluster_id
  LEFT JOIN focus_areas f ON f.focus_area_id = p.focus_area_id
  LEFT JOIN codes k ON k.table_name = 'placements' AND k.field_name = 'role' AND k.code = p.role
  UNION ALL
  SELECT s.area_id, s.name, s.name_en, k.meaning, s.kind, s.cluster_id, s.quote, s.document_id, s.site_id
  FROM sites s LEFT JOIN codes k ON k.table_name = 'sites' AND k.field_name = 'kind' AND k.code = s.kind
  WHERE s.area_id IS NOT NULL
) x JOIN areas area ON area.area_id = x.area_id LEFT JOIN areas above ON above.area_id = area.parent_id
JOIN documents d ON d.document_id = x.document_id
ORDER BY area.area_id, d.document_id, x.record_id
""",
)

LOAD = View(
    "agency_load",
    "机构任务量",
    "How much does each agency lead, answer for and take part in?",
    "每个机构牵头、负责、参与了多少？",
    (
        Column("agency_id", "机构标识", "a.agency_id"),
        Column("agency", "机构", "a.name{_en}"),
        Column("area", "地区", "area.name{_en}"),
        Column("leads_clusters", "牵头集群", "count(DISTINCT CASE WHEN r.role = 'lead' THEN r.cluster_id END)"),
        Column("leads_measures", "牵头举措", "count(DISTINCT CASE WHEN r.role = 'lead' THEN r.measure_id END)"),
        Column("responsible", "负责", "sum(r.role = 'responsible')"),
        Column("participating", "参与", "sum(r.role = 'participating')"),
        Column("local", "属地", "sum(r.role = 'local')"),
        Column("duties", "合计", "count(*)"),
        Column("documents", "文件数", "count(DISTINCT r.document_id)"),
    ),
    """
FROM agencies a JOIN responsibilities r USING (agency_id) LEFT JOIN areas area ON area.area_id = a.area_id
GROUP BY a.agency_id
ORDER BY count(*) DESC, a.agency_id
""",
)

LINEAGE = View(
    "cluster_lineage",
    "集群沿革",
    "What became of each cluster from one plan to the next?",
    "从上一版规划到这一版，每个集群怎样变化？",
    (
        CITY,
        Column("change", "变化", "x.kind", "cluster_changes.kind"),
        Column("from_cluster", "原集群", "coalesce(before.name{_en}, x.from_name{_en})"),
        Column("from_cluster_id", "原集群标识", "x.from_cluster_id"),
        Column("to_cluster", "新集群", "coalesce(after.name{_en}, x.to_name)"),
        Column("to_cluster_id", "新集群标识", "x.to_cluster_id"),
        *QUOTE,
    ),
    """
FROM cluster_changes x JOIN documents d USING (document_id) JOIN areas city ON city.area_id = d.area_id
LEFT JOIN clusters before ON before.cluster_id = x.from_cluster_id
LEFT JOIN clusters after ON after.cluster_id = x.to_cluster_id
ORDER BY x.document_id, x.rowid
""",
)

VIEWS = (CLUSTERS, TARGETS, LEADS, PLACED, LOAD, LINEAGE)
