/**
 * One HTTP(S) GET with redirects and a limit on how long the host may be silent before its answer begins. HTTPS only;
 * plain HTTP is allowed to this machine itself, where the tests serve from.
 */
import http from 'node:http';
import https from 'node:https';
import { openTunnel, proxyFor } from './proxy.mjs';
import { codeOf, SourceError, UnreachableError } from './source-error.mjs';

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/** @param {URL} url */
function isAllowed(url) {
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1');
}

/**
 * @param {URL} url
 * @param {http.OutgoingHttpHeaders} headers
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 * @returns {Promise<http.IncomingMessage>}
 */
async function answerOf(url, headers, env, signal) {
  const proxy = proxyFor(url, env);
  const tunnel = proxy ? await openTunnel(url, proxy, signal) : undefined;
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.get(url, {
      headers,
      signal,
      ...(tunnel ? { createConnection: () => tunnel, agent: false } : {}),
    });
    request.on('error', reject);
    request.on('response', resolve);
  });
}

/**
 * Resolves with the first answer that is not a redirect. Throws UnreachableError when the host does not begin to
 * answer within `connectMs`.
 * @param {string} address
 * @param {{ headers: http.OutgoingHttpHeaders, env: NodeJS.ProcessEnv, connectMs: number }} options
 * @returns {Promise<http.IncomingMessage>}
 */
export async function get(address, { headers, env, connectMs }) {
  let url = new URL(address);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (!isAllowed(url)) throw new SourceError(`${url.href} is not an HTTPS address`);
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), connectMs);
    /** @type {http.IncomingMessage} */
    let response;
    try {
      response = await answerOf(url, headers, env, silence.signal);
    } catch (error) {
      const reason = silence.signal.aborted ? `no answer within ${connectMs / 1000} s` : messageOf(error);
      throw new UnreachableError(url.host, reason);
    } finally {
      clearTimeout(timer);
    }
    const { statusCode = 0, headers: answered } = response;
    if (!redirects.has(statusCode) || !answered.location) return response;
    response.destroy();
    url = new URL(answered.location, url);
  }
  throw new SourceError(`${address} redirects more than ${mostRedirects} times`);
}

/** @param {unknown} error */
function messageOf(error) {
  return codeOf(error) ?? String(error);
}
