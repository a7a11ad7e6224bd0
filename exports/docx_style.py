"""How a Word document looks: styles, page, header and footer, and the language that it begins in."""

from __future__ import annotations

from typing import Any

from exports.document import Document
from exports.house import ACCENT
from exports.tagged import LOCALES
from hcd_studio.layout.text import tidy
from hcd_studio.speech import N_, Message
from hcd_studio.words import TIER_WORDS
from resources import path

LETTERS = "Atkinson Hyperlegible Next"
SERIF = "Source Serif 4"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

FIELD = (
    '<w:r {w}><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r {w}><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>',
    '<w:r {w}><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r {w}><w:t>1</w:t></w:r>",
    '<w:r {w}><w:fldChar w:fldCharType="end"/></w:r>',
)
"""A field, as five runs: Word fills in the page when it opens the file."""

TABS = (
    "<w:tabs {w}>"
    + "".join(f'<w:tab w:val="clear" w:pos="{place}"/>' for place in (4320, 4680, 8640, 9360))
    + '<w:tab w:val="right" w:pos="9638"/></w:tabs>'
)


def dress(package: Any, document: Document) -> None:
    """Give an empty package its styles, page, header and footer."""
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    colour = document.house.colour.lstrip("#") or ACCENT.lstrip("#")
    styles = package.styles.element
    known = {one.get(_w("styleId")): one for one in styles.findall(_w("style"))}
    text = path("documents", "word-styles.xml").read_text("utf-8")
    text = text.replace("HOUSE", colour).replace("LETTERS", LETTERS).replace("SERIF", SERIF)
    for style in list(parse_xml(text.encode())):
        if not isinstance(style.tag, str):
            continue
        old = known.get(style.get(_w("styleId")))
        if old is not None:
            styles.remove(old)
        styles.append(style)
    _letters(package, document)
    section = package.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.header_distance = section.footer_distance = Pt(30)
    _edges(section, document)
    settings = package.settings.element
    settings.insert(0, parse_xml(f'<w:updateFields {W} w:val="true"/>'))


def _letters(package: Any, document: Document) -> None:
    from docx.oxml import parse_xml

    styles = package.styles.element
    size = 32 if document.large else 24
    defaults = parse_xml(
        f'<w:rPrDefault {W}><w:rPr><w:rFonts w:ascii="{LETTERS}" w:hAnsi="{LETTERS}" w:eastAsia="{LETTERS}" w:cs="Arial"/>'
        f'<w:color w:val="1B2630"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{LOCALES[document.languages[0]]}" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    )
    old = styles.find(_w("docDefaults"))
    old.replace(old.find(_w("rPrDefault")), defaults)
    for name in ("Caption", "Subtitle", "List Bullet", "List Number", "List Continue"):
        style = package.styles[name]
        style.font.italic = False
        style.font.bold = name == "Caption"
        style.font.name, style.font.size = LETTERS, None
        style.font.color.rgb = _rgb("4D5861" if name == "Subtitle" else "1B2630")
    _stand_in(package)


def _stand_in(package: Any) -> None:
    """Where our letters are not installed, Word takes others without serifs."""
    for relation in package.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part = relation.target_part
            extra = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
                for name, other in ((LETTERS, "Verdana"), (SERIF, "Georgia"))
            )
            part._blob = part.blob.replace(b"</w:fonts>", extra.encode() + b"</w:fonts>")


def _edges(section: Any, document: Document) -> None:
    """Whose document it is above; title, version, audience and `n / m` below."""
    from docx.oxml import parse_xml
    from docx.shared import Pt

    languages = document.languages
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run(tidy(document.house.name) + "\t").bold = True
    head.add_run(document.subtitle.plain(languages))
    words = [tidy(document.title.plain(languages))]
    if document.version:
        words.append(Message(N_("Version {version}"), version=document.version).say(languages[0]))
    words.append(" · ".join(dict.fromkeys(Message(TIER_WORDS[document.audience]).say(one) for one in languages)))
    foot.add_run(" · ".join(words) + "\t")
    for at, name in enumerate(("PAGE", "NUMPAGES")):
        if at:
            foot.add_run(" / ")
        for xml in FIELD:
            foot._p.append(parse_xml(xml.format(w=W, name=name)))
    for paragraph in (head, foot):
        paragraph._p.get_or_add_pPr().append(parse_xml(TABS.format(w=W)))
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _rgb(text: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(text)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
