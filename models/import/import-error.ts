/** What the importer says when a file is not the Kokoro it knows; `check` names the test that failed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';

  constructor(
    readonly check: string,
    message: string,
  ) {
    super(`${check}: ${message}`);
  }
}
