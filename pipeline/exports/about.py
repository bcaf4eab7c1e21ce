"""What a file that travels alone says of itself: what it is, which release, whose, and how to cite and read it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.exports.source import Source

NAME = "规划数据"
NAME_EN = "Plans as data"
DESCRIPTION = "地方产业规划里的集群、目标、机构与地区：每个数字都能回到原句的开放数据。"
DESCRIPTION_EN = (
    "Clusters, targets, agencies and places in Chinese local industrial plans: open data whose every figure leads "
    "back to its sentence."
)
READING = (
    "每张表一行一条记录；quote 是原文，char_start、char_end 是它在原文中的位置。空白表示原文没有说。"
    "金额一律以元等基本单位记，原文的写法在 value_text。"
)
READING_EN = (
    "One record a row; quote holds the source's own words, char_start and char_end say where they stand. A gap means "
    "that the source does not say. Amounts are in base units such as yuan; value_text keeps them as written."
)


@dataclass(frozen=True)
class Fact:
    """One thing said of the whole, under a key that stays."""

    key: str
    title: str
    title_en: str
    value: str


def about(source: Source) -> tuple[Fact, ...]:
    """The facts in reading order."""
    publication = source.publication
    licence = publication.shared["licenses"][0]
    authors = ", ".join(person["title"] for person in publication.shared["contributors"])
    release = publication.url(publication.release_folder)
    citation = f"{authors}: {NAME} / {NAME_EN}, {publication.version}. {release} ({licence['name']})"
    return (
        Fact("name", "名称", "Name", NAME),
        Fact("name_en", "英文名称", "Name in English", NAME_EN),
        Fact("description", "内容", "Content", DESCRIPTION),
        Fact("description_en", "英文内容", "Content in English", DESCRIPTION_EN),
        Fact("version", "版本", "Version", publication.version),
        Fact("licence", "许可", "Licence", f"{licence['title']} ({licence['name']}), {licence['path']}"),
        Fact("citation", "引用格式", "Cite as", citation),
        Fact("website", "网站", "Website", publication.address),
        Fact("reading", "怎样读", "How to read", READING),
        Fact("reading_en", "英文说明", "How to read, in English", READING_EN),
    )
