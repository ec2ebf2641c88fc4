/** The `model` field of OpenAI's clients: which ids are accepted. One acoustic model speaks for all of them. */

import { webModels } from './kokoro-web-models.js';

/** Listed by GET /v1/models, in this order. */
const listed = ['tts-1', 'tts-1-hd', 'kokoro', 'gpt-4o-mini-tts'];

/** Accepted besides: kokoro-web's quantisations, and the model its fork documents. */
const accepted = new Set([...listed, ...webModels.map(({ id }) => id), 'qwen3_tts_0_6b_customvoice']);

/** What the server says of its models; under a peer's profile, what that peer says. */
export interface ModelListing {
  readonly ownedBy: string;
  /** Ids of the list; undefined: all four. */
  readonly ids: readonly string[] | undefined;
}

export interface ModelEntry {
  readonly id: string;
  readonly object: 'model';
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
}

/** The models of the list. */
export function listedModels({ ownedBy, ids = listed }: ModelListing = ours): ModelEntry[] {
  return ids.map((id) => modelEntry(id, ownedBy));
}

const ours: ModelListing = { ownedBy: 'kokoro', ids: undefined };

/** The public description of an accepted id. */
export function modelEntry(id: string, ownedBy: string): ModelEntry {
  return { id, object: 'model', created: 1_686_935_002, owned_by: ownedBy };
}

/** True if requests may name this model; `aliases` are the operator's further ids. */
export function isAcceptedModel(id: string, aliases: readonly string[]): boolean {
  return accepted.has(id) || /^gpt-4o-mini-tts-\d{4}-\d{2}-\d{2}$/.test(id) || aliases.includes(id);
}
