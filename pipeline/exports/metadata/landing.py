"""A plain page in the folder of a release, because citations lead there and no static host lists a folder.

In: the description. Out: HTML that needs nothing else: what this is, which version, under which licence, and its files.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from pipeline.exports.metadata.described import Described, File

STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.7 system-ui,sans-serif;max-width:50rem;margin:2rem auto;"
    "padding:0 1rem}h2{margin-top:2rem}li{margin:.2rem 0}a{display:inline-block;min-height:24px}"
)
PAGE = Markup(
    """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} / {title_en} {version}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title} / <span lang="en">{title_en}</span> {version}</h1>
<p>{description}</p>
<p lang="en">{description_en}</p>
<p><a rel="license" href="{licence}">{licence_title}</a></p>
{lists}
</main>
</body>
</html>
"""
)
LIST = Markup('<h2>{title} / <span lang="en">{title_en}</span></h2>\n<ul>\n{rows}\n</ul>')
ROW = Markup('<li><a href="{path}">{path}</a> {title} / <span lang="en">{title_en}</span></li>')


def landing_page(described: Described) -> str:
    """The page's text; links are relative, so that it holds in a copy, too."""
    shared = described.shared
    lists = [_list(shared["title"], shared["title_en"], described.files)] if described.files else []
    lists += [_list(part.descriptor["title"], part.descriptor["title_en"], part.files) for part in described.parts]
    return PAGE.format(
        title=shared["title"],
        title_en=shared["title_en"],
        version=described.publication.version,
        style=STYLE,
        description=shared["description"],
        description_en=shared["description_en"],
        licence=described.licence,
        licence_title=shared["licenses"][0]["title"],
        lists=Markup("\n").join(lists),
    )


def _list(title: str, title_en: str, files: Sequence[File]) -> Markup:
    rows = (ROW.format(path=file.path, title=file.title, title_en=file.title_en) for file in files)
    return LIST.format(title=title, title_en=title_en, rows=Markup("\n").join(rows))
