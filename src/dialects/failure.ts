import type { SpeechError } from '../errors.js';

/** How one family of clients reads a failure. */
export interface FailureDialect {
  /** The JSON body. `detail` is what the thrower knows better than the dialect: Pydantic's list, for schema errors. */
  body(error: SpeechError, requestId: string, detail: object | undefined): object;
  /** The status, where it is another than the failure table's. */
  status?(error: SpeechError): number;
}
