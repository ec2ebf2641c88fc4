/** The `model` field of OpenAI's clients: which ids are accepted. One acoustic model speaks for all of them. */

/** Listed by GET /v1/models, in this order. */
const listed = ['tts-1', 'tts-1-hd', 'kokoro', 'gpt-4o-mini-tts'];

/** Accepted besides: kokoro-web's quantisations, and the model its fork documents. */
const accepted = new Set([
  ...listed,
  'model',
  'model_q4',
  'model_uint8',
  'model_fp16',
  'model_q4f16',
  'model_uint8f16',
  'model_quantized',
  'model_q8f16',
  'qwen3_tts_0_6b_customvoice',
]);

export interface ModelEntry {
  readonly id: string;
  readonly object: 'model';
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
}

/** The four models of the list. */
export function listedModels(): ModelEntry[] {
  return listed.map(modelEntry);
}

/** The public description of an accepted id. */
export function modelEntry(id: string): ModelEntry {
  return { id, object: 'model', created: 1_686_935_002, owned_by: 'kokoro' };
}

/** True if requests may name this model; `aliases` are the operator's further ids. */
export function isAcceptedModel(id: string, aliases: readonly string[]): boolean {
  return accepted.has(id) || /^gpt-4o-mini-tts-\d{4}-\d{2}-\d{2}$/.test(id) || aliases.includes(id);
}
