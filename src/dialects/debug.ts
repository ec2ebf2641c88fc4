import type { FailureDialect } from './failure.js';

/** How Kokoro-FastAPI's clients read failures of `/debug` and `/dev/unload`. */
export const debugFailures: FailureDialect = {
  body: (error, requestId) => ({ detail: { error: error.message }, request_id: requestId }),
};
