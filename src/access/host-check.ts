/** Which names a request may call us by: a page that rebinds its own name to our address must not read answers. */

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** The names for a server bound to `host` when the operator lists none; `*` is any. */
export function usualHosts(host: string): readonly string[] {
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return isLoopback ? [...loopbackNames, host] : ['*'];
}

/** True if a `Host` header, with or without a port, names one of `allowed`; `*.example.org` stands for every name below. */
export function isAllowedHost(header: string, allowed: readonly string[]): boolean {
  const name = header.toLowerCase();
  const bare = name.replace(/:\d*$/, '');
  return allowed.some((entry) => {
    const pattern = entry.toLowerCase();
    if (pattern === '*' || pattern === name || pattern === bare) return true;
    return pattern.startsWith('*.') && bare.endsWith(pattern.slice(1));
  });
}
