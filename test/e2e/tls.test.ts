/** HTTPS on the same port, with a certificate made for the test. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startServer } from '../harness/in-process-server.js';
import { withFolder } from '../harness/temporary-folder.js';

function makeCertificate(folder: string): { tlsCertFile: string; tlsKeyFile: string } {
  const files = { tlsCertFile: join(folder, 'cert.pem'), tlsKeyFile: join(folder, 'key.pem') };
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    ...subject,
    '-keyout',
    files.tlsKeyFile,
    '-out',
    files.tlsCertFile,
  ]);
  if (made.status !== 0) throw new Error(`openssl cannot make a certificate: ${made.stderr}`);
  return files;
}

const get = (port: number, ca: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    https
      .get({ host: '127.0.0.1', port, path: '/v1/test', ca, agent: false }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      })
      .on('error', reject);
  });

test('a certificate makes the port speak HTTPS', async () => {
  await withFolder(async (folder) => {
    const files = makeCertificate(folder);
    const { port, server } = await startServer(files);
    try {
      expect(await get(port, readFileSync(files.tlsCertFile))).toBe('{"status":"ok"}');
      await expect(fetch(`http://127.0.0.1:${port}/v1/test`)).rejects.toThrow();
    } finally {
      server.close();
    }
  });
});

test('files that are none are told by their names', async () => {
  await withFolder(async (folder) => {
    const files = makeCertificate(folder);
    const missing = { ...files, tlsKeyFile: join(folder, 'none.pem') };
    await expect(startServer(missing)).rejects.toThrow(/KOKORO_TLS_KEY_FILE cannot be read/);
    const wrong = { ...files, tlsKeyFile: files.tlsCertFile };
    await expect(startServer(wrong)).rejects.toThrow(/cert\.pem.*cannot be used/);
  });
});
