"""Tagged PDF on reportlab's canvas: a tree of elements, marked content, and everything else an artifact (PDF/UA-1).

Content drawn while a tag is open belongs to it; content drawn outside every tag is an artifact. Marks are set only
around what was really drawn, so an empty tag leaves no trace in the page.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from exports.markup import markup
from hcd_studio.layout.text import BOLD, FALLBACK, FALLBACK_BOLD, REGULAR, SEMIBOLD, SERIF, SERIF_BOLD, face, tidy
from hcd_studio.speech import Language
from resources import path

GROUPS = frozenset(
    ["Document", "Part", "Sect", "Div", "L", "LI", "Table", "TR", "THead", "TBody", "TOC", "TOCI", "NonStruct"]
)
"""Tags that only hold other tags; what is drawn directly in one of them is an artifact."""

FIRST_LINK = 1_000_000
"""From here on links are numbered; pages stand below."""

LOCALES = {"cy": "cy-GB", "en": "en-GB"}
PROGRAM = "HCD Studio"


@cache
def use_fonts() -> None:
    """Make the bundled faces known to reportlab, once."""
    for name in (REGULAR, SEMIBOLD, BOLD, SERIF, SERIF_BOLD, FALLBACK, FALLBACK_BOLD):
        pdfmetrics.registerFont(TTFont(name, str(path("fonts", face(name).file))))


class Annotation(NamedTuple):
    """What a link on a page is in the structure tree."""

    page: int
    reference: Any


class Element(pdfdoc.PDFObject):
    """One element of the structure tree; kids are elements, (page, mark) pairs, or annotations."""

    __RefOnly__ = 1

    def __init__(
        self, tag: str, parent: pdfdoc.PDFObject, language: str, alt: str, actual: str, attributes: str
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.language = language
        self.alt = alt
        self.actual = actual
        self.attributes = attributes
        self.kids: list[Element | Annotation | tuple[int, int]] = []

    def format(self, document: Any) -> bytes:
        parts = [b"<</Type /StructElem /S /" + self.tag.encode(), b"/P " + _number(self.parent, document)]
        pages = [kid[0] for kid in self.kids if isinstance(kid, tuple) and not isinstance(kid, Annotation)]
        if pages:
            parts.append(b"/Pg " + _page(pages[0], document))
        if self.kids:
            kids = b" ".join(self._kid(kid, pages[0] if pages else 0, document) for kid in self.kids)
            parts.append(b"/K [" + kids + b"]")
        if self.language:
            parts.append(b"/Lang (" + LOCALES.get(self.language, self.language).encode() + b")")
        if self.alt:
            parts.append(b"/Alt " + _text(self.alt))
        if self.actual:
            parts.append(b"/ActualText " + _text(self.actual))
        if self.attributes:
            parts.append(b"/A " + self.attributes.encode())
        return b" ".join(parts) + b">>"

    @staticmethod
    def _kid(kid: Element | Annotation | tuple[int, int], first: int, document: Any) -> bytes:
        if isinstance(kid, Element):
            return _number(kid, document)
        if isinstance(kid, Annotation):
            target: bytes = kid.reference.format(document)
            return b"<</Type /OBJR /Pg " + _page(kid.page, document) + b" /Obj " + target + b">>"
        page, mark = kid
        if page == first:
            return b"%d" % mark
        return b"<</Type /MCR /Pg " + _page(page, document) + b" /MCID %d>>" % mark


class _Root(pdfdoc.PDFObject):
    __RefOnly__ = 1

    def __init__(self) -> None:
        self.document: Element | None = None
        self.pages: dict[int, list[Element]] = {}
        self.links: list[Element] = []

    def format(self, document: Any) -> bytes:
        assert self.document is not None
        nums = b" ".join(
            b"%d [" % page + b" ".join(_number(one, document) for one in marks) + b"]"
            for page, marks in sorted(self.pages.items())
        )
        nums += b"".join(b" %d " % (FIRST_LINK + at) + _number(one, document) for at, one in enumerate(self.links))
        following = FIRST_LINK + len(self.links) if self.links else max(self.pages, default=-1) + 1
        kid = _number(self.document, document)
        return b"<</Type /StructTreeRoot /K %s /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>" % (
            kid,
            nums,
            following,
        )


class TaggedCanvas(Canvas):
    """A canvas that knows what it draws: open a `tag`, draw, and the reader hears it as such."""

    _doc: Any
    _annotationrefs: list[Any]
    _addAnnotation: Any  # noqa: N815 - reportlab’s name
    _bookmarkReference: Any  # noqa: N815 - reportlab’s name
    _code: list[str]
    _escape: Any

    def __init__(self, size: tuple[float, float], *, language: Language, title: str, author: str, made: date):
        use_fonts()
        self.into = BytesIO()
        self._root = _Root()
        self._from = 0
        self._marks: list[Element] = []
        self._current: Element | None = None
        super().__init__(
            self.into, pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=LOCALES[language],
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs take it for a size
        )  # fmt: skip
        self._document = Element("Document", self._root, language, "", "", "")
        self._root.document = self._document
        self._open: list[Element] = [self._document]
        self.language = language
        self.pages = 0
        self._about(title, author, made)

    def _about(self, title: str, author: str, made: date) -> None:
        title, author = tidy(title), tidy(author) or PROGRAM
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator(PROGRAM)
        self.setProducer(PROGRAM)
        self.setSubject(title)
        self.setViewerPreference("DisplayDocTitle", "true")
        stamp = self._doc._timeStamp
        stamp.YMDhms = (made.year, made.month, made.day, 12, 0, 0)
        stamp.t = float(timegm((*stamp.YMDhms, 0, 0, 0)))
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = self._root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        metadata = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}),
            _xmp(title, author, LOCALES[self.language], made),
            [],
        )
        catalog.Metadata = metadata

    @contextmanager
    def tag(
        self, name: str, *, language: str = "", alt: str = "", actual: str = "", attributes: str = ""
    ) -> Iterator[Element]:
        """Open an element under the one that is open; what is drawn inside belongs to it."""
        if language == self._spoken():
            language = ""
        element = Element(name, self._open[-1], language, alt, actual, attributes)
        self._open[-1].kids.append(element)
        with self.within(element):
            yield element

    @contextmanager
    def within(self, element: Element) -> Iterator[None]:
        """Go on with an element that was opened before, e.g. on the next page."""
        self._close()
        before = self._current
        self._open.append(element)
        self._current = None if element.tag in GROUPS else element
        yield
        self._close()
        self._open.pop()
        self._current = before

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw something that no reader needs to hear, e.g. a rule or a page number."""
        self._close()
        before, self._current = self._current, None
        yield
        self._close()
        self._current = before

    @contextmanager
    def form(self, name: str, width: float, height: float) -> Iterator[None]:
        """Draw something once that pages then show with `doForm`, inside whatever tag is open there."""
        self._close()
        start, self._from = self._from, 0
        self.beginForm(name, 0, 0, width, height)
        yield
        self.endForm()
        self._from = start

    def link(self, box: tuple[float, float, float, float], key: str, words: str) -> None:
        """Make a box of the page lead to a bookmark; it belongs to the element that is open, which is a Link."""
        page = self.getPageNumber()
        element = self._open[-1]
        place = pdfdoc.PDFArray(list(box))
        annotation = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"), "Subtype": pdfdoc.PDFName("Link"), "Rect": place, "F": 4,
                "Border": pdfdoc.PDFArray([0, 0, 0]), "Contents": pdfdoc.PDFString(tidy(words)),
                "Dest": self._bookmarkReference(key), "StructParent": FIRST_LINK + len(self._root.links),
            }
        )  # fmt: skip
        self._addAnnotation(annotation, f"link{len(self._root.links)}")
        element.kids.append(Annotation(page, self._annotationrefs[-1]))
        self._root.links.append(element)

    def late(self, token: str) -> None:
        """Leave a place in the page for operators that are known only when everything has been drawn; see `settle`."""
        self._code.append(token)

    def settle(self, page: int, told: Mapping[str, str]) -> None:
        """Put into a finished page what was left open there."""
        drawn = self._doc.idToObject[f"Page{page}"]
        for token, operators in told.items():
            drawn.stream = drawn.stream.replace(f"{token}\n", f"{operators}\n", 1)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page: close the open mark, and let the page know its elements."""
        self._close()
        number = self.getPageNumber()
        super().showPage()
        self.pages += 1
        page = self._doc.idToObject[f"Page{number}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = pdfdoc.PDFName("S")
        if self._marks:
            page.StructParents = number - 1
            self._root.pages[number - 1] = self._marks
        self._marks = []
        self._from = 0

    def finish(self) -> bytes:
        """End the document and give its bytes."""
        self.save()
        return self.into.getvalue()

    def _spoken(self) -> str:
        return next((one.language for one in reversed(self._open) if one.language), "")

    def _close(self) -> None:
        code = self._code
        if len(code) > self._from:
            if self._current is None:
                code.insert(self._from, "/Artifact BMC")
            else:
                code.insert(self._from, f"/{self._current.tag} <</MCID {len(self._marks)}>> BDC")
                self._current.kids.append((self.getPageNumber(), len(self._marks)))
                self._marks.append(self._current)
            code.append("EMC")
        self._from = len(code)


def _number(target: pdfdoc.PDFObject, document: Any) -> bytes:
    found: bytes = document.Reference(target).format(document)
    return found


def _page(number: int, document: Any) -> bytes:
    found: bytes = pdfdoc.PDFObjectReference(f"Page{number}").format(document)
    return found


def _text(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().encode() + b">"


def _xmp(title: str, author: str, language: str, made: date) -> bytes:
    when = f"{made.isoformat()}T12:00:00Z"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{markup(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{markup(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
