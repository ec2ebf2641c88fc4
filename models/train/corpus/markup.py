"""Paragraphs of prose out of HTML pages; code, tables and navigation are left out."""

from html.parser import HTMLParser

SKIPPED = {'pre', 'script', 'style', 'nav', 'table', 'head', 'svg', 'header', 'footer'}
KEPT = {'p', 'li', 'dd', 'h1', 'h2', 'h3'}
VOID = {'br', 'img', 'hr', 'meta', 'link', 'input'}


class ProseParser(HTMLParser):
    """Collects the text of paragraphs, list items and headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._skipped = 0
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in SKIPPED:
            self._skipped += 1
        elif tag in KEPT:
            self._flush()
            self._text = []
        elif tag == 'br' and self._text is not None:
            self._text.append(' ')

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in KEPT:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._skipped:
            self._text.append(data)

    def _flush(self) -> None:
        if self._text:
            text = ' '.join(''.join(self._text).split())
            if text:
                self.paragraphs.append(text)
        self._text = None


def prose(page: str) -> list[str]:
    parser = ProseParser()
    parser.feed(page)
    parser.close()
    return parser.paragraphs
