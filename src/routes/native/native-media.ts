import { type AudioFormat, formatEntry } from '../../audio/format.js';

/** The media type this API gives a format: Opus is named after its container. */
export function mediaType(format: AudioFormat): string {
  return format === 'opus' ? 'audio/ogg' : formatEntry(format).contentType;
}

/** The file name a format is offered under. */
export function outputFile(format: AudioFormat): string {
  return `kokoro-output.${format === 'opus' ? 'ogg' : formatEntry(format).extension}`;
}
