/** POST /v1/audio/voices/combine: a mix of voices as a file, and as a new voice if wished. */
import { type Static, Type } from 'typebox';
import { SpeechError } from '../errors.js';
import { DetailedError } from '../http/detailed-error.js';
import { postRoute, type Reply, type Request, type Route } from '../http/route.js';
import { literal } from '../http/schema-issue.js';
import type { Speaker } from '../speech/speaker.js';
import { torchArchive } from '../speech/torch-archive.js';
import { parseVoice } from '../speech/voice-grammar.js';
import { bytesOf, packColumns, packRows, type VoicePacks } from '../speech/voice-packs.js';
import type { ResolvedVoice, Voices } from '../speech/voices.js';

const voiceList = Type.Union([
  Type.String({ maxLength: 512, description: 'af_bella(2)+af_sky(1)' }),
  Type.Array(Type.String({ maxLength: 512 }), {
    maxItems: 16,
    description: 'Voices, each with a weight if wanted.',
  }),
]);

/** Body of POST /v1/audio/voices/combine. */
const CombineBody = Type.Union([voiceList, Type.Object({ voices: voiceList })]);

const formats = ['pt', 'bin', 'json'] as const;

export interface VoiceMixer {
  readonly speaker: Speaker;
  readonly packs: VoicePacks;
  /** False: the operator keeps the route closed. */
  readonly isAllowed: boolean;
}

/** The route. */
export function combineRoute({ speaker, packs, isAllowed }: VoiceMixer): Route {
  const description = {
    path: '/v1/audio/voices/combine',
    summary: 'Mixes voices to a file; ?save=NAME also adds the mix to the voices.',
    produces: ['application/octet-stream', 'application/json'],
    body: CombineBody,
    speaks: false,
  };
  return postRoute(description, async (body, request) => {
    if (!isAllowed) throw new SpeechError('FEATURE_DISABLED', 'Local voice saving is disabled');
    const format = formatOf(request);
    const voices = await speaker.voices(request.signal);
    const save = saveOf(request, voices);
    const text = mixOf(body);
    const { terms } = resolved(text, voices);
    const values = await packs.mix(terms);
    if (save !== undefined) await packs.save(save, values);
    return packReply(namesOf(text).join('+'), format, values);
  });
}

/** The voice string of a body. Throws VOICE_INVALID when it names fewer than two. */
function mixOf(body: Static<typeof CombineBody>): string {
  const voices = typeof body === 'string' || Array.isArray(body) ? body : body.voices;
  const named = (typeof voices === 'string' ? [voices] : voices).filter((voice) => voice.trim() !== '');
  if (named.length === 0) throw invalid('No voices provided');
  const hasPitch = (voice: string): boolean => parseVoice(voice).pitch !== undefined;
  if (named.some(hasPitch)) throw invalid('A voice file has no pitch; give it when speaking');
  const text = named.join('+');
  const { terms } = parseVoice(text);
  if (terms.length < 2) throw invalid('Need at least 2 voices to combine');
  return text;
}

function namesOf(text: string): string[] {
  return parseVoice(text).terms.map(({ name }) => name);
}

function resolved(text: string, voices: Voices): ResolvedVoice {
  try {
    return voices.resolve(text);
  } catch (error) {
    if (!(error instanceof SpeechError) || error.code !== 'VOICE_NOT_FOUND') throw error;
    throw new SpeechError(error.code, `Base v${error.message.slice(1)}`, { field: 'voices', cause: error });
  }
}

type Format = (typeof formats)[number];

function formatOf({ query }: Request): Format {
  const wanted = query.get('format') ?? 'pt';
  const format = formats.find((known) => known === wanted);
  if (format !== undefined) return format;
  throw wrongQuery('format', wanted, literal(formats));
}

/** The name to save under; undefined: none. */
function saveOf({ query }: Request, voices: Voices): string | undefined {
  const name = query.get('save');
  if (name === null) return undefined;
  const isPlain = /^[a-z0-9_]{1,32}$/.test(name);
  if (isPlain && !voices.all.includes(name) && voices.directory.find(name) === undefined) return name;
  const msg = isPlain
    ? `Value error, a voice '${name}' exists already`
    : 'String should match pattern ^[a-z0-9_]{1,32}$';
  throw wrongQuery('save', name, { type: 'value_error', msg });
}

function wrongQuery(field: string, input: string, issue: { type: string; msg: string }): DetailedError {
  const entry = { ...issue, loc: ['query', field], input: input.slice(0, 200) };
  return new DetailedError('INVALID_REQUEST', `${field}: ${issue.msg}`, [entry], { field });
}

function packReply(name: string, format: Format, values: Float32Array): Reply {
  const bodies = {
    pt: () => torchArchive(values, packColumns),
    bin: () => bytesOf(values),
    json: () => JSON.stringify({ name, shape: [packRows, 1, packColumns], data: [...values] }),
  };
  return {
    status: 200,
    headers: {
      'content-type': format === 'json' ? 'application/json' : 'application/octet-stream',
      'content-disposition': `attachment; filename=${name}.${format}`,
      'cache-control': 'no-cache',
    },
    body: bodies[format](),
  };
}

function invalid(message: string): SpeechError {
  return new SpeechError('VOICE_INVALID', message, { field: 'voices' });
}
