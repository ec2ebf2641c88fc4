/**
 * HTTP proxies for our own downloads (npm, pip and apt have their own settings): `HTTPS_PROXY`, `HTTP_PROXY` and
 * `NO_PROXY` in either case, as curl reads them. HTTPS goes through a CONNECT tunnel, RFC 9110 section 9.3.6.
 */
import http from 'node:http';
import tls from 'node:tls';

/**
 * The proxy for an address; undefined when it is asked directly.
 * @param {URL} url
 * @param {NodeJS.ProcessEnv} env
 * @returns {URL | undefined}
 */
export function proxyFor(url, env) {
  const exceptions = (env.no_proxy ?? env.NO_PROXY ?? '')
    .split(',')
    .map((entry) => entry.trim().replace(/^\*?\./, ''));
  const isException = exceptions.some(
    (entry) =>
      entry === '*' || (entry !== '' && (url.hostname === entry || url.hostname.endsWith(`.${entry}`))),
  );
  if (isException) return undefined;
  const proxy = url.protocol === 'https:' ? (env.https_proxy ?? env.HTTPS_PROXY) : env.http_proxy;
  return proxy ? new URL(proxy.includes('://') ? proxy : `http://${proxy}`) : undefined;
}

/** @param {URL} proxy */
function credentials(proxy) {
  if (!proxy.username) return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/**
 * Opens a TLS connection to the address through the proxy.
 * @param {URL} url
 * @param {URL} proxy
 * @param {AbortSignal} signal
 * @returns {Promise<tls.TLSSocket>}
 */
export function openTunnel(url, proxy, signal) {
  const target = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    const request = http.request(proxy, {
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...credentials(proxy) },
      signal,
    });
    request.on('error', reject);
    request.on('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        reject(new Error(`the proxy ${proxy.host} answered ${response.statusCode}`));
        return;
      }
      const secure = tls.connect({ socket, servername: url.hostname }, () => resolve(secure));
      secure.on('error', reject);
    });
    request.end();
  });
}
