import { expect, test } from '@jest/globals';
import { WsTokens } from '../../src/routes/native/ws-tokens.js';

const me = { client: '1.1.1.1', origin: 'https://page.example' };

test('a token opens one socket for its holder', () => {
  const tokens = new WsTokens(30, 1024);
  const { token, proof } = tokens.issue(me, 'key');
  expect(tokens.redeem(token, proof, me)?.key).toBe('key');
  expect(tokens.redeem(token, proof, me)).toBeUndefined();
});

test('a try of somebody else uses nothing up', () => {
  const tokens = new WsTokens(30, 1024);
  const { token, proof } = tokens.issue(me, 'key');
  expect(tokens.redeem(token, proof, { ...me, client: '2.2.2.2' })).toBeUndefined();
  expect(tokens.redeem(token, proof, { ...me, origin: 'https://evil.example' })).toBeUndefined();
  expect(tokens.redeem(token, proof, { ...me, origin: '' })).toBeUndefined();
  expect(tokens.redeem(token, `${proof}x`, me)).toBeUndefined();
  expect(tokens.redeem(token, proof, me)?.key).toBe('key');
});

test('a token that no page asked for is bound to no origin', () => {
  const tokens = new WsTokens(30, 1024);
  const { token, proof } = tokens.issue({ client: '1.1.1.1', origin: '' }, undefined);
  expect(tokens.redeem(token, proof, me)).toMatchObject({ key: undefined });
});

test('a token lives as long as the operator says', () => {
  let now = 0;
  const tokens = new WsTokens(30, 1024, () => now);
  const early = tokens.issue(me, 'key');
  now = 29_999;
  const late = tokens.issue(me, 'key');
  now = 30_000;
  expect(tokens.redeem(early.token, early.proof, me)).toBeUndefined();
  expect(tokens.redeem(late.token, late.proof, me)?.key).toBe('key');
});

test('the 1025th token drops the first, which expires first', () => {
  const tokens = new WsTokens(30, 1024);
  const issued = Array.from({ length: 1025 }, () => tokens.issue(me, 'key'));
  expect(tokens.size).toBe(1024);
  const [first, second] = issued.map(({ token, proof }) => tokens.redeem(token, proof, me)?.key);
  expect([first, second]).toEqual([undefined, 'key']);
});

test('the token is the first of a client’s subprotocols that has its form', () => {
  const tokens = new WsTokens(30, 1024);
  const { token, proof } = tokens.issue(me, 'key');
  expect(tokens.redeemOffered(['kokoro-stream', 'kokoro-auth.x', 'kokoro-auth.'], me)).toBeUndefined();
  expect(tokens.redeemOffered(['kokoro-stream', `kokoro-auth.${token}.${proof}`], me)?.key).toBe('key');
});
