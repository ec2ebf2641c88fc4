/** What is wrong with a document, in expat's words and at expat's place: recorded from expat 2.5. */
import { expect, test } from '@jest/globals';
import { readXml } from '../../../src/text/ssml/xml-reader.js';

const limits = { maxDepth: 10, maxElements: 5000 };

/** What is said of a document; undefined when nothing is wrong. */
function complaint(xml: string): string | undefined {
  try {
    readXml(xml, { open() {}, text() {}, close() {} }, limits);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test.each([
  ['<a>&foo;</a>', 'undefined entity: line 1, column 3'],
  ['<a b="&foo;"/>', 'undefined entity: line 1, column 0'],
  ['<a b="1" b="2"/>', 'duplicate attribute: line 1, column 9'],
  ['<a></b>', 'mismatched tag: line 1, column 5'],
  ['<a>]]></a>', 'not well-formed (invalid token): line 1, column 5'],
  ['<a>x]]></a>', 'not well-formed (invalid token): line 1, column 6'],
  ['<a', 'unclosed token: line 1, column 0'],
  ['<a b', 'unclosed token: line 1, column 0'],
  ['<a b=', 'unclosed token: line 1, column 0'],
  ['<a b="x', 'unclosed token: line 1, column 0'],
  ['<a>&', 'unclosed token: line 1, column 3'],
  ['<a>&am', 'unclosed token: line 1, column 3'],
  ['<a>&amp', 'unclosed token: line 1, column 3'],
  ['<a>& b</a>', 'not well-formed (invalid token): line 1, column 4'],
  ['<a>&#0;</a>', 'reference to invalid character number: line 1, column 3'],
  ['<a>&#xFFFF;</a>', 'reference to invalid character number: line 1, column 3'],
  ['<a>&#x;</a>', 'not well-formed (invalid token): line 1, column 6'],
  ['<a><!-- a -- b --></a>', 'not well-formed (invalid token): line 1, column 12'],
  ['<a><!-- a', 'unclosed token: line 1, column 3'],
  ['<a><![CDATA[x', 'unclosed CDATA section: line 1, column 13'],
  ['<a><![CDAT', 'unclosed token: line 1, column 3'],
  ['<a><?xml v?></a>', 'XML or text declaration not at start of entity: line 1, column 3'],
  ['<a/>b', 'junk after document element: line 1, column 4'],
  ['<a/> b', 'junk after document element: line 1, column 5'],
  ['<a/><b/>', 'junk after document element: line 1, column 4'],
  ['<a/>&amp;', 'not well-formed (invalid token): line 1, column 4'],
  ['<a/><!-- x', 'unclosed token: line 1, column 4'],
  ['<x:a/>', 'unbound prefix: line 1, column 0'],
  ['<a x:b="1"/>', 'unbound prefix: line 1, column 0'],
  ['<a xmlns:x="u" xmlns:x="v"/>', 'duplicate attribute: line 1, column 15'],
  ['<a xmlns:x=""/>', 'must not undeclare prefix: line 1, column 0'],
  ['<a x="1"y="2"/>', 'not well-formed (invalid token): line 1, column 8'],
  ['<a x=1/>', 'not well-formed (invalid token): line 1, column 5'],
  ['<a / >', 'not well-formed (invalid token): line 1, column 4'],
  ['<a/ >', 'not well-formed (invalid token): line 1, column 3'],
  ['<a></ a>', 'not well-formed (invalid token): line 1, column 5'],
  ['<a><</a>', 'not well-formed (invalid token): line 1, column 4'],
  ['<a><1/></a>', 'not well-formed (invalid token): line 1, column 4'],
  ['<a x="<"/>', 'not well-formed (invalid token): line 1, column 6'],
  ['<a>\u0001</a>', 'not well-formed (invalid token): line 1, column 3'],
  ['<a>\r\n\n<b></a>', 'mismatched tag: line 3, column 5'],
  ['<a>\u00e9\t<b></a>', 'mismatched tag: line 1, column 10'],
  ['<a><!DOCTYPE b></a>', 'not well-formed (invalid token): line 1, column 5'],
  ['<a>\ud83d\udca5</b>', 'mismatched tag: line 1, column 6'],
  ['<a:b:c xmlns:a="u"/>', 'not well-formed (invalid token): line 1, column 4'],
  ['<:a/>', 'not well-formed (invalid token): line 1, column 1'],
  ['<a:/>', 'not well-formed (invalid token): line 1, column 3'],
  ['</a>', 'not well-formed (invalid token): line 1, column 1'],
  ['<a></a', 'unclosed token: line 1, column 3'],
  ['<a></a></a>', 'not well-formed (invalid token): line 1, column 8'],
  ['<a><?pi', 'unclosed token: line 1, column 3'],
  ['<a><? pi?></a>', 'not well-formed (invalid token): line 1, column 5'],
  ['<a x="a&b"/>', 'not well-formed (invalid token): line 1, column 9'],
  ['<a x="&#0;"/>', 'reference to invalid character number: line 1, column 6'],
  ['<a x="1" x:y="1"/>', 'unbound prefix: line 1, column 0'],
  ['<a><b x:y="1"></c></a>', 'unbound prefix: line 1, column 3'],
  ['<a>]]', 'no element found: line 1, column 5'],
  ['<a>]', 'no element found: line 1, column 4'],
  ['<!-- x --', 'unclosed token: line 1, column 0'],
  ['<a><!', 'unclosed token: line 1, column 3'],
  ['<a><!x></a>', 'not well-formed (invalid token): line 1, column 5'],
  ['<a><!-x></a>', 'not well-formed (invalid token): line 1, column 6'],
  ['<a>\ufffe</a>', 'not well-formed (invalid token): line 1, column 3'],
  ['<a><b/ ></a>', 'not well-formed (invalid token): line 1, column 6'],
  ['<a><b c></a>', 'not well-formed (invalid token): line 1, column 7'],
  ['<a><b c d="1"/></a>', 'not well-formed (invalid token): line 1, column 8'],
  ['<a>&#x110000;</a>', 'reference to invalid character number: line 1, column 3'],
  ['<a>&#99999999999;</a>', 'reference to invalid character number: line 1, column 3'],
  ['<a>&#12', 'unclosed token: line 1, column 3'],
  ['<a>&;</a>', 'not well-formed (invalid token): line 1, column 4'],
  ['<a x="&', 'unclosed token: line 1, column 0'],
  ['<a x="&amp', 'unclosed token: line 1, column 0'],
  ['<a x="&;"/>', 'not well-formed (invalid token): line 1, column 7'],
  ['<a/>\u0001', 'not well-formed (invalid token): line 1, column 4'],
  ['<a></a b>', 'not well-formed (invalid token): line 1, column 7'],
  ['<a></a:b>', 'mismatched tag: line 1, column 5'],
  ['<a>&a:b;</a>', 'not well-formed (invalid token): line 1, column 5'],
])('%j: %s', (xml, words) => {
  expect(complaint(xml)).toBe(words);
});

test.each([
  ['<a><![CDATA[x]]></a>'],
  ['<a><?pi?></a>'],
  ['<?xml version="1.0"?><a/>'],
  ['<?xml version="2.0"?><a/>'],
  ['<a xmlns:x="u"><x:b></x:b></a>'],
  ['<a ></a >'],
  ['<a xml:lang="en"/>'],
  ['<a xmlns="u"><b xmlns=""/></a>'],
  ['<a><\u00e9/></a>'],
  ["<a><b c='x'></b></a>"],
  ['<?xml version="1.0" encoding="utf-8"?><a>&lt;</a>'],
  ['<?xml version="1.0" standalone="yes"?><a/>'],
  ['<a b\n=\n"x"/>'],
  ['<a b="x\ny"/>'],
])('%j is well-formed', (xml) => {
  expect(complaint(xml)).toBeUndefined();
});

test('five thousand levels are refused at the eleventh', () => {
  const deep = `<speak>${'<s>'.repeat(5000)}`;
  expect(complaint(deep)).toBe('nesting deeper than 10 levels is not translated');
});

test('more than five thousand elements are refused', () => {
  expect(complaint(`<speak>${'<s/>'.repeat(4999)}</speak>`)).toBeUndefined();
  expect(complaint(`<speak>${'<s/>'.repeat(5000)}</speak>`)).toBe('too many elements');
});

test.each([
  ['text', 'a '],
  ['brackets', ']'],
  ['references', '&amp;'],
  ['numbers', '&#000000065;'],
  ['comments', '<!-- -->'],
  ['comments that do not end', '<!-- '],
  ['markup that does not end', '<a b="'],
  ['unfinished character data', '<![CDATA['],
  ['references that do not end', '&#0'],
])(
  'two megabytes of %s are read in one pass: were each looked at twice, this would not end',
  (_name, unit) => {
    expect(complaint(`<speak>${unit.repeat(2_000_000 / unit.length)}`)).toMatch(/: line 1, column \d+$/);
  },
);
