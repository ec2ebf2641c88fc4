/** The audio formats of the API: names, media types, and which of them this build can encode. */

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

const aliases: Readonly<Record<string, AudioFormat>> = { ogg: 'opus', ulaw: 'mulaw' };

/** Formats the engine of this build encodes. */
export const builtFormats = ['wav', 'pcm'] as const satisfies readonly AudioFormat[];

export type BuiltFormat = (typeof builtFormats)[number];

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

/** True if this build encodes the format. */
export function isBuilt(format: AudioFormat): format is BuiltFormat {
  return builtFormats.some((built) => built === format);
}

/** Media type and file extension of a format. */
export function formatEntry(format: AudioFormat): FormatEntry {
  return formats[format];
}
