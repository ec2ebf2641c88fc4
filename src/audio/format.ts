/** The audio formats of the API: names, media types, and the sample rates they come in. */

interface FormatEntry {
  readonly contentType: string;
  /** Of a file; the name a download gets. */
  readonly extension: string;
}

const formats = {
  mp3: { contentType: 'audio/mpeg', extension: 'mp3' },
  wav: { contentType: 'audio/wav', extension: 'wav' },
  opus: { contentType: 'audio/opus', extension: 'opus' },
  flac: { contentType: 'audio/flac', extension: 'flac' },
  pcm: { contentType: 'audio/pcm', extension: 'pcm' },
  aac: { contentType: 'audio/aac', extension: 'aac' },
  m4a: { contentType: 'audio/mp4', extension: 'm4a' },
  mulaw: { contentType: 'audio/basic', extension: 'ulaw' },
  alaw: { contentType: 'audio/PCMA', extension: 'alaw' },
} as const satisfies Record<string, FormatEntry>;

export type AudioFormat = keyof typeof formats;

/** Formats as they are encoded: WAV of 32-bit floats is none of its own to clients. */
export type EncodedFormat = AudioFormat | 'wav-float';

const aliases: Readonly<Record<string, AudioFormat>> = { ogg: 'opus', ulaw: 'mulaw' };

/** Formats an error message recommends, in the words of the peers. */
export const advertisedFormats: readonly AudioFormat[] = ['mp3', 'wav', 'opus', 'flac', 'pcm', 'aac', 'm4a'];

/** Finds a format by its name in any case, alias resolved; undefined if there is none. */
export function findFormat(name: string): AudioFormat | undefined {
  const plain = name.trim().toLowerCase();
  if (Object.hasOwn(aliases, plain)) return aliases[plain];
  return isFormat(plain) ? plain : undefined;
}

function isFormat(name: string): name is AudioFormat {
  return Object.hasOwn(formats, name);
}

/** Name, media type and file extension of a format. */
export function formatEntry(format: EncodedFormat): FormatEntry & { readonly name: AudioFormat } {
  const name = format === 'wav-float' ? 'wav' : format;
  return { ...formats[name], name };
}

/** Sample rates of all formats but the two below, in Hz. */
export const sampleRates = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const;

/** Those Opus knows. */
const opusRates = [8000, 12_000, 16_000, 24_000, 48_000] as const;
const telephoneRate = 8000;

/** The rate a format has when `wanted` Hz are asked for: Opus the next one it knows, the telephone's formats their only one. */
export function sampleRateOf(format: AudioFormat, wanted: number): number {
  if (format === 'mulaw' || format === 'alaw') return telephoneRate;
  if (format === 'opus') return opusRates.find((rate) => rate >= wanted) ?? 48_000;
  return wanted;
}
