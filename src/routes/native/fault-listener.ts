/** Hears of a failure after the status has left, for the log: the client is told less. */
export type FaultListener = (requestId: string, error: unknown) => void;
