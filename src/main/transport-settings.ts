/** How the server listens: certificate and bounds of connections. */
import { accessSync, constants } from 'node:fs';
import { network, parseAddress } from '../access/address.js';
import { type Config, ConfigError } from '../config.js';
import type { ListenOptions } from '../server.js';

/** Throws ConfigError naming a file that cannot be read. */
export function transportSettings(config: Config): ListenOptions {
  const { tlsCertFile: certFile, tlsKeyFile: keyFile } = config;
  return {
    tls: certFile === undefined || keyFile === undefined ? undefined : readable(certFile, keyFile),
    connections: {
      most: config.maxConnections,
      mostPerNetwork: config.maxConnectionsPerIp,
      networkOf: (text) => {
        const address = parseAddress(text);
        return address === undefined ? text : network(address);
      },
    },
  };
}

function readable(certFile: string, keyFile: string): { certFile: string; keyFile: string } {
  const problems = [
    ['KOKORO_TLS_CERT_FILE', certFile],
    ['KOKORO_TLS_KEY_FILE', keyFile],
  ].flatMap(([name, path = '']) => {
    try {
      accessSync(path, constants.R_OK);
      return [];
    } catch (error) {
      return [`${name} cannot be read: ${String(error)}.`];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return { certFile, keyFile };
}
