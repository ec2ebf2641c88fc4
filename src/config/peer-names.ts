/** Names of other servers that are understood and change nothing, and what their user should know. */

interface PeerName {
  readonly name: string;
  /** What to say; undefined: nothing is lost. */
  remark(value: string): string | undefined;
}

const peerNames: readonly PeerName[] = [
  {
    name: 'SAMPLE_RATE',
    remark: (value) =>
      value.trim() === '24000'
        ? undefined
        : `SAMPLE_RATE=${value} has no effect; requests choose with sample_rate.`,
  },
  {
    name: 'KOKORO_RELOAD',
    remark: (value) =>
      /^(1|true|yes|on)$/i.test(value) ? 'KOKORO_RELOAD has no effect: it is not needed.' : undefined,
  },
  { name: 'KW_PUBLIC_NO_TRACK', remark: () => undefined },
  {
    name: 'KOKORO_PIPER_PHONEMIZE_URL',
    remark: () => 'KOKORO_PIPER_PHONEMIZE_URL has no effect: nothing is fetched from it.',
  },
  {
    name: 'KOKORO_FFMPEG_TIMEOUT_SEC',
    remark: () => 'KOKORO_FFMPEG_TIMEOUT_SEC has no effect: ffmpeg is not used.',
  },
  // Read by the install script.
  { name: 'KOKORO_INSTALL_DIR', remark: () => undefined },
  { name: 'KOKORO_VERSION', remark: () => undefined },
];

/** Variables of the surroundings that other servers' images set. */
const ignored = /^(PYTHONPATH|PYTHONUNBUFFERED|WEB_CONCURRENCY|MIOPEN_\w+|HSA_\w+|TORCH_\w+)$/;

type Variables = Readonly<Record<string, unknown>>;

/** True for a name with our prefix that is known although it is no setting. */
export function isPeerName(name: string): boolean {
  return peerNames.some((peer) => peer.name === name);
}

/** What to warn of: settings without effect. */
export function peerWarnings(variables: Variables): string[] {
  return peerNames.flatMap(({ name, remark }) => {
    const value = variables[name];
    return typeof value === 'string' && value !== '' ? (remark(value) ?? []) : [];
  });
}

/** Variables that are ignored, for those who debug. */
export function ignoredVariables(variables: Variables): string[] {
  return Object.keys(variables).filter((name) => ignored.test(name));
}
