"""One page of every type, below one language's root; `SIZES` and `SCHEMES` are the forms in which each is looked at."""

from __future__ import annotations

PAGE_TYPES = {
    "home": "",
    "documents": "documents/",
    "document": "documents/dongguan-2024/",
    "document-older": "documents/shenzhen-2018/",
    "document-cut-off": "documents/ruian-2023/",
    "document-report": "documents/shenzhen-2024-10-31/",
    "clusters": "clusters/",
    "cluster": "clusters/dongguan-2024/low-altitude-economy/",
    "cluster-with-line": "clusters/shenzhen-2024/high-end-equipment-and-instruments/",
    "compare": "compare/",
    "compare-places": "compare/places/",
    "compare-agencies": "compare/agencies/",
    "lineage": "lineage/",
    "targets": "targets/",
    "tracker": "targets/tracker/",
    "indicators": "indicators/",
    "indicator": "indicators/high-tech-enterprises/",
    "agencies": "agencies/",
    "agency": "agencies/dongguan-drb/",
    "places": "places/",
    "city": "places/dongguan/",
    "place": "places/dongguan-songshanhu/",
    "map": "map/",
    "downloads": "downloads/",
    "dictionary": "downloads/dictionary/",
    "coverage": "coverage/",
    "method": "method/",
    "changes": "changes/",
    "contribute": "contribute/",
    "api": "api/",
    "search": "search/?q=低空",
    "missing": "404.html",
}
LANGUAGES = {"zh": "/", "en": "/en/"}
WIDTHS = {"1280": {"width": 1280, "height": 900}, "390": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
