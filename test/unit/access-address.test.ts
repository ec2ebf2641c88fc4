import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { network, parseAddress, unmapped } from '../../src/access/address.js';
import { AddressBlocks } from '../../src/access/address-blocks.js';
import { clientOf } from '../../src/access/client-id.js';
import { loggedAddress } from '../../src/access/logged-address.js';
import { peersIn } from '../../src/http/peer-table.js';

describe('an address', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:2:3:4:5:6:0:8', '1:2:3:4:5:6:0:8'],
    ['::ffff:1.2.3.4', '::ffff:102:304'],
  ])('%s is spelled %s', (text, expected) => {
    expect(parseAddress(text)?.text).toBe(expected);
  });

  test.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.256',
    '0x7f.1',
    'fe80::1%eth0',
    '1.2.3.4:80',
    '[::1]',
    ' 1.2.3.4',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('has one spelling, which reads back as itself', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const once = parseAddress(text);
        if (once === undefined) return;
        expect(parseAddress(once.text)).toEqual(once);
      }),
    );
  });

  test('of IPv4 within IPv6 is IPv4; others stay', () => {
    const plain = (text: string) => {
      const address = parseAddress(text);
      return address && unmapped(address).text;
    };
    expect(['::ffff:1.2.3.4', '::ffff:102:304', '::1.2.3.4', '::1'].map(plain)).toEqual([
      '1.2.3.4',
      '1.2.3.4',
      '::102:304',
      '::1',
    ]);
  });

  test('counts by itself, or by its /64', () => {
    const of = (text: string) => {
      const address = parseAddress(text);
      return address && network(address);
    };
    expect(of('10.0.0.1')).toBe('10.0.0.1');
    expect(of('2001:db8:1:2:3:4:5:6')).toBe(of('2001:db8:1:2::9'));
    expect(of('2001:db8:1:2::1')).not.toBe(of('2001:db8:1:3::1'));
  });

  test.each([
    ['9.8.7.6', 'full', '9.8.7.6'],
    ['9.8.7.6', 'truncated', '9.8.7.0/24'],
    ['2001:db8:1:2:3:4:5:6', 'truncated', '2001:db8:1:2::/64'],
    ['9.8.7.6', 'none', undefined],
  ] as const)('%s is logged %s as %s', (text, detail, expected) => {
    expect(loggedAddress(text, detail)).toBe(expected);
  });
});

describe('blocks', () => {
  const has = (entries: string[], text: string): boolean => {
    const address = parseAddress(text);
    return address !== undefined && new AddressBlocks(entries).has(address);
  };

  test.each([
    [['10.0.0.0/8'], '10.255.255.255', true],
    [['10.1.2.3/8'], '10.255.255.255', true],
    [['10.0.0.0/8'], '11.0.0.0', false],
    [['192.168.0.128/25'], '192.168.0.127', false],
    [['192.168.0.128/25'], '192.168.0.129', true],
    [['0.0.0.0/0'], '8.8.8.8', true],
    [['0.0.0.0/0'], '::1', false],
    [['::/0'], '8.8.8.8', false],
    [['2001:db8::/33'], '2001:db8:7fff::1', true],
    [['2001:db8::/33'], '2001:db8:8000::1', false],
    [['::ffff:127.0.0.1'], '127.0.0.1', false],
    [['127.0.0.1'], '127.0.0.1', true],
    [[], '127.0.0.1', false],
  ])('%j holding %s: %s', (entries, text, expected) => {
    expect(has(entries, text)).toBe(expected);
  });
});

describe('a client', () => {
  const proxies = new AddressBlocks(['127.0.0.1', '10.0.0.0/8']);
  const seen = (peer: string, headers: Record<string, string> = {}, proxied = '') =>
    clientOf({ peer, proxied, headers }, proxies).id;

  test.each([
    ['1.1.1.1', '1.1.1.1'],
    ['9.9.9.9, 1.1.1.1', '1.1.1.1'],
    ['1.1.1.1, 10.2.3.4', '1.1.1.1'],
    ['1.1.1.1,10.2.3.4,  127.0.0.1', '1.1.1.1'],
    ['::ffff:1.1.1.1', '1.1.1.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['nonsense, 1.1.1.1', '127.0.0.1'],
    ['1.1.1.1, nonsense', '127.0.0.1'],
    ['1.1.1.1,', '127.0.0.1'],
    ['1.1.1.1:80', '127.0.0.1'],
    ['10.2.3.4', '5.5.5.5'],
  ])('forwarded for %s is %s', (chain, expected) => {
    const realIp = expected === '127.0.0.1' ? {} : { 'x-real-ip': '5.5.5.5' };
    expect(seen('127.0.0.1', { 'x-forwarded-for': chain, ...realIp })).toBe(expected);
  });

  test('behind a malformed chain is the proxy itself, X-Real-IP or not', () => {
    expect(seen('127.0.0.1', { 'x-forwarded-for': 'x', 'x-real-ip': '5.5.5.5' })).toBe('127.0.0.1');
  });

  test('has a real IP only if that is one', () => {
    expect(seen('127.0.0.1', { 'x-real-ip': '5.5.5.5' })).toBe('5.5.5.5');
    expect(seen('127.0.0.1', { 'x-real-ip': 'me' })).toBe('127.0.0.1');
  });

  test('that is no proxy is believed nothing', () => {
    expect(seen('8.8.8.8', { 'x-forwarded-for': '1.1.1.1' }, '2.2.2.2')).toBe('8.8.8.8');
    expect(
      clientOf({ peer: '127.0.0.1', proxied: '', headers: { 'x-forwarded-for': '1.1.1.1' } }, undefined).id,
    ).toBe('127.0.0.1');
  });

  test('named by the PROXY protocol is asked no further, unless it is a proxy too', () => {
    expect(seen('127.0.0.1', { 'x-forwarded-for': '1.1.1.1' }, '2.2.2.2')).toBe('2.2.2.2');
    expect(seen('127.0.0.1', { 'x-forwarded-for': '1.1.1.1' }, '10.0.0.9')).toBe('1.1.1.1');
  });

  test('without an address is one like all others without', () => {
    expect(seen('')).toBe('unknown');
  });
});

test("the system's table tells whose connections are open", () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt',
    '   0: 0100007F:22B0 00000000:0000 0A 00000000:00000000 00:00000000 00000000',
    '   1: 0100007F:22B0 04030201:C001 01 00000000:00000000 00:00000000 00000000',
    '   2: 0100007F:22B0 04030201:C002 06 00000000:00000000 00:00000000 00000000',
    '   3: 0100007F:1111 04030201:C003 01 00000000:00000000 00:00000000 00000000',
    '   4: 00000000000000000000000001000000:22B0 B80D0120000000000000000001000000:C004 01 00000000:00000000',
    '   5: 0000000000000000FFFF00000100007F:22B0 0000000000000000FFFF000004030201:C005 01 00000000:00000000',
  ].join('\n');
  expect(peersIn(table, 0x22b0)).toEqual(['1.2.3.4', '2001:0db8:0000:0000:0000:0000:0000:0001', '1.2.3.4']);
});
