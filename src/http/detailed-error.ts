import { type FailureCode, type FailureDetail, SpeechError } from '../errors.js';

/** A failure whose thrower knows what `detail` says to clients that read Pydantic's or Kokoro-FastAPI's shape. */
export class DetailedError extends SpeechError {
  constructor(
    code: FailureCode,
    message: string,
    readonly detail: object,
    options: FailureDetail = {},
  ) {
    super(code, message, options);
  }
}
