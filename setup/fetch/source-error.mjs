/** A source that cannot give what it should: the next one is tried. */
export class SourceError extends Error {
  /** @param {string} message one line, for the operator */
  constructor(message) {
    super(message);
    this.name = 'SourceError';
  }
}

/** The host did not answer at all: other sources on the same host are not asked either. */
export class UnreachableError extends SourceError {
  /**
   * @param {string} host
   * @param {string} reason
   */
  constructor(host, reason) {
    super(`${host} cannot be reached (${reason})`);
    this.name = 'UnreachableError';
  }
}

const localFaults = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM']);

/**
 * The system's code of an error, like ENOSPC; undefined when it has none.
 * @param {unknown} error
 */
export function codeOf(error) {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/**
 * Whether an error is this machine's and not the source's: no other source would help.
 * @param {unknown} error
 */
export function isLocalFault(error) {
  return localFaults.has(codeOf(error) ?? '');
}
