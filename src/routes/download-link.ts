/** The fields that ask for a file beside the answer, and the file: a copy of it, or the same speech in another format. */
import { type Static, Type } from 'typebox';
import { formatEntry } from '../audio/format.js';
import type { Downloads } from '../downloads/downloads.js';
import type { Request } from '../http/route.js';
import type { Speaker } from '../speech/speaker.js';
import type { SpeechRequest } from '../speech/speech-request.js';
import { watched } from '../speech/watched-events.js';
import { wholeSpeech } from '../speech/whole-speech.js';
import { nullable } from './nullable.js';
import { Recording } from './recording.js';
import { speakerOf } from './time-entries.js';

/** For the schemas of bodies. */
export const downloadFields = {
  return_download_link: Type.Optional(
    Type.Boolean({ description: 'Keeps a copy for download; X-Download-Path tells where.' }),
  ),
  download_format: nullable(
    Type.String({ description: 'Format of the copy, where it is to be another one.' }),
  ),
  return_timing: Type.Optional(
    Type.Boolean({ description: 'With return_download_link: times of the sentences at X-Timing-Path.' }),
  ),
};

const DownloadFields = Type.Object(downloadFields);

export interface LinkWish {
  /** What the copy is asked for; the answer's own request when it is a copy of its bytes. */
  readonly copy: SpeechRequest;
  readonly withTimings: boolean;
  /** The timings name every word. */
  readonly withWords: boolean;
}

/** Whether the fields ask for a link. */
export function wantsLink(body: Static<typeof DownloadFields>): boolean {
  return body.return_download_link === true;
}

export interface Link {
  readonly headers: Readonly<Record<string, string>>;
  /** Watches the answer; undefined when there is no copy, or it is spoken apart. */
  readonly recording: Recording | undefined;
}

const unavailable: Link = { headers: { 'x-download-status': 'unavailable' }, recording: undefined };

export interface LinkMakers {
  readonly speaker: Speaker;
  readonly downloads: Downloads;
  readonly maxBufferedAudioSec: number;
}

/** Opens the file. Never fails: where there can be none the headers say so, and the speech goes on. */
export async function openLink(
  { speaker, downloads, maxBufferedAudioSec }: LinkMakers,
  asked: SpeechRequest,
  { copy, withTimings, withWords }: LinkWish,
  request: Request,
): Promise<Link> {
  const { extension, contentType } = formatEntry(copy.format);
  const file = await downloads.create(extension, contentType);
  if (file === undefined) return unavailable;
  const sidecar = withTimings ? { text: asked.text, withWords, voice: speakerOf(asked) } : undefined;
  const recording = new Recording(file, sidecar, copy.streamed);
  if (copy === asked) return { headers: recording.headers, recording };
  try {
    const speech = await speaker.speak(copy, { ...request, note: () => {} });
    const events = watched(speech.events(), recording);
    // In the background: the answer does not wait for its copy, and readers of the copy follow its writer.
    void wholeOf().catch(() => recording.brokenOff());
    return { headers: recording.headers, recording: undefined };

    async function wholeOf(): Promise<void> {
      if (copy.streamed) for await (const _event of events);
      else await recording.whole((await wholeSpeech(speech, maxBufferedAudioSec, events)).bytes);
    }
  } catch {
    await recording.brokenOff();
    return unavailable;
  }
}
