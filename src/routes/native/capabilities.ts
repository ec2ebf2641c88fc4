/** GET /api/capabilities: what can be asked for, and what does the work. */
import { getRoute, jsonReply, type Route } from '../../http/route.js';
import { languageList } from '../../speech/language-list.js';
import type { Speaker } from '../../speech/speaker.js';
import { voiceFacts } from '../../speech/voice-facts.js';
import { extensionsOf } from './extensions.js';
import type { NativeDefaults } from './native-fields.js';
import { attemptedProviders, providerFacts, queueFacts, type Runtime } from './runtime-facts.js';
import { type SchedulerFacts, scheduler } from './scheduler.js';

export interface CapabilityFacts extends SchedulerFacts {
  readonly defaults: NativeDefaults;
  /** `/v1`'s longest text, in code points; 0: no limit. */
  readonly maxInputChars: number;
  readonly maxPauseSec: number;
  readonly maxTotalPauseSec: number;
  /** All that the server answers. */
  paths(): readonly string[];
}

const semitones = 6;
const opusBitrates = ['16k', '24k', '32k', '48k'];
const wavSampleRates = ['native', '16000', '22050', '24000', '44100', '48000'];

/** The route; it waits for a model that is being loaded. */
export function capabilitiesRoute(speaker: Speaker, runtime: Runtime, facts: CapabilityFacts): Route {
  const description = {
    path: '/api/capabilities',
    summary: 'Tells voices, formats, limits and how the engine runs.',
    produces: ['application/json'],
  };
  return getRoute(description, async ({ query, signal }) => {
    const voices = await voicesOf(speaker, runtime, signal);
    const { workers, queue } = runtime.admission.places;
    const providers = providerFacts(runtime.state());
    return jsonReply({
      voices,
      formats: facts.defaults.formats,
      opus_bitrates: opusBitrates,
      wav_sample_rates: wavSampleRates,
      pitch_shifting: true,
      max_pitch_semitones: semitones,
      streaming: true,
      websocket_streaming: true,
      synthesis_workers: workers,
      synthesis_queue_limit: queue,
      requested_provider: runtime.requestedProvider,
      attempted_providers: attemptedProviders(runtime.requestedProvider),
      available_providers: providers.active_providers,
      ...providers,
      scheduler: scheduler(runtime, facts, query.get('extended') === 'true'),
      queue: queueFacts(runtime.admission),
      languages: languageList(),
      limits: limits(facts),
      voice_details: voices.map(voiceDetail),
      extensions: extensionsOf(facts.paths()),
    });
  });
}

/** None while there is no engine: the rest of the answer is worth having, and says so. */
async function voicesOf(speaker: Speaker, runtime: Runtime, signal: AbortSignal): Promise<readonly string[]> {
  try {
    return (await speaker.voices(signal)).all;
  } catch (error) {
    if (runtime.state().kind === 'failed') return [];
    throw error;
  }
}

function limits({ defaults, maxInputChars, maxPauseSec, maxTotalPauseSec }: CapabilityFacts): object {
  return {
    max_text_chars: defaults.maxTextChars,
    max_input_chars: maxInputChars,
    speed: defaults.speeds,
    pitch: [-semitones, semitones],
    max_pause_s: maxPauseSec,
    max_total_pause_s: maxTotalPauseSec,
  };
}

function voiceDetail(id: string): object {
  const { name, language, gender, targetQuality, overallGrade } = voiceFacts(id);
  return { id, name, language, gender, target_quality: targetQuality, overall_grade: overallGrade };
}
