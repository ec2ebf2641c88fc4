/** What is looked at of a request before anything else of it is. */
export interface Visitor {
  /** Address of the other end of the connection. */
  readonly peer: string;
  /** Address the PROXY protocol names; empty for none. */
  readonly proxied: string;
  /** Values by header name in lower case; those sent more than once are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
}
