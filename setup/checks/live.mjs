/** Asks a running server whether it lives: the health check of the images. */
import http from 'node:http';

const patienceMs = 5000;

/**
 * Resolves with the reason why the server is not alive; undefined when it is.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
export function whyNotLive(env) {
  const host = env.KOKORO_HOST || env.HOST || '127.0.0.1';
  const url = new URL(`http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}`);
  url.port = env.KOKORO_PORT || env.PORT || '8880';
  url.pathname = `${(env.KOKORO_ROOT_PATH || env.UVICORN_ROOT_PATH || '').replace(/\/$/, '')}/livez`;
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: patienceMs }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `${url} answered ${response.statusCode}`);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${patienceMs / 1000} s`)));
    request.on('error', (error) => resolve(`${url}: ${error.message}`));
  });
}
