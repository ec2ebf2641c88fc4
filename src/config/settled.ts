/** Settings that depend on each other: what is set must agree, what is not makes way. */
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { type ProfileName, profileTraits } from './profiles.js';
import { tokenTargets } from './token-targets.js';

type Values = Readonly<Record<string, unknown>>;

export interface Settled {
  readonly values: Values;
  readonly problems: readonly string[];
}

/** `explicit` are the values somebody set, `values` those of the profile besides. */
export function settled(
  values: Values,
  explicit: Values,
  profile: ProfileName,
  origin: string | undefined,
): Settled {
  const targets = targetsOf(values, explicit);
  const problems = [
    ...('problem' in targets ? [targets.problem] : []),
    ...workerProblems(values, profile),
    ...accessProblems(values),
  ];
  return {
    values: {
      ...values,
      ...preferredFormat(explicit),
      ...('targets' in targets && targets.targets),
      ...(profile === 'kokoro-webui' &&
        explicit.synthQueue === undefined && { synthQueue: 4 * workers(values) }),
      ...withOrigin(values, origin),
    },
    problems,
  };
}

/** A profile's lengths of segments yield to lengths that are set and do not go with them. */
function targetsOf(values: Values, explicit: Values): ReturnType<typeof tokenTargets> {
  const all = tokenTargets(values);
  return 'problem' in all ? tokenTargets(explicit) : all;
}

/** A list of formats says the default, too: its first, unless one is named. */
function preferredFormat({ formats, defaultFormat }: Values): Values {
  const [first] = Array.isArray(formats) ? formats : [];
  return first === undefined || defaultFormat !== undefined ? {} : { defaultFormat: first };
}

function workers(values: Values): number {
  return typeof values.workers === 'number' ? values.workers : Math.min(2, availableParallelism());
}

function workerProblems(values: Values, profile: ProfileName): string[] {
  const most = profileTraits(profile).mostWorkers;
  if (typeof values.workers !== 'number' || values.workers <= most) return [];
  return [`Workers must be between 1 and ${most}, got ${values.workers}`];
}

/** kokoro-web's ORIGIN is one more origin where not all are allowed anyway. */
function withOrigin(values: Values, origin: string | undefined): Values {
  if (!origin) return {};
  const asksForKeys = values.requireAuth !== false && (values.apiKey ?? values.apiKeysFile) !== undefined;
  const listed = values.allowedOrigins ?? (asksForKeys ? [] : undefined);
  return Array.isArray(listed)
    ? { allowedOrigins: [...listed, ...origin.split(',').map((one) => one.trim())] }
    : {};
}

function accessProblems(values: Values): string[] {
  const problems: string[] = [];
  if (values.requireAuth === true && values.apiKey === undefined && values.apiKeysFile === undefined)
    problems.push('KOKORO_API_KEY must be set when KOKORO_REQUIRE_AUTH=1.');
  const proxies = Array.isArray(values.trustedProxyIps) ? values.trustedProxyIps : [];
  if (values.trustProxyHeaders === true && proxies.length === 0)
    problems.push(
      'KOKORO_TRUSTED_PROXY_IPS must list at least one address when KOKORO_TRUST_PROXY_HEADERS=1.',
    );
  for (const entry of proxies.filter((entry) => !isAddressOrBlock(String(entry))))
    problems.push(
      `KOKORO_TRUSTED_PROXY_IPS must list IP addresses or CIDR blocks, got ${JSON.stringify(entry)}.`,
    );
  if ((values.tlsCertFile === undefined) !== (values.tlsKeyFile === undefined))
    problems.push('KOKORO_TLS_CERT_FILE and KOKORO_TLS_KEY_FILE must be set together.');
  return problems;
}

/** An IP address, or one with the length of its network part; bits of the host may be set. */
function isAddressOrBlock(entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) === 0 || address.includes('%') || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
}
