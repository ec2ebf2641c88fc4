/**
 * Parts of speech by a small network distilled from spaCy's en_core_web_sm (models/train/tagger): the table rows of a
 * word's features are added up, one hidden layer, one score per tag. Less than 10 µs a word.
 */
import { FeatureTable, mixKey } from './feature-table.js';
import { Matrix, MatrixMemory, rowsOf } from './matrix.js';
import { BLANK, HASHES, templates, WINDOW, WordHashes } from './tagger-features.js';
import type { Tagger } from './tagger-interface.js';
import { ruleTags } from './tagger-rules.js';
import { committedWeights, readWeights, type Weights } from './weights-file.js';

/** In place of an offset: the template has one half only. No offset is as small. */
const noSecondHalf = -1000;

class NetworkTagger implements Tagger {
  private readonly tags: readonly string[];
  private readonly features: FeatureTable;
  private readonly rows: Int8Array;
  private readonly scale: Float32Array;
  private readonly bias: Float32Array;
  private readonly output: Matrix;
  private readonly scores: Float64Array;
  private readonly sums: Int32Array;
  private readonly hidden: Float64Array;
  private readonly wordHashes = new WordHashes();
  /** Templates flattened: place and hash as one offset into the rows of hashes. */
  private readonly firstOffsets: Int32Array;
  private readonly secondOffsets: Int32Array;

  constructor(weights: Weights) {
    this.tags = weights.strings('tags');
    this.features = new FeatureTable(weights.uint32('keys'));
    this.rows = weights.int8('rows');
    this.scale = weights.float32('scale');
    this.bias = weights.float32('bias');
    const width = this.bias.length;
    const output = rowsOf(weights.float32('output'), width);
    this.output = new Matrix(new MatrixMemory(), output, width, weights.float32('outputBias'));
    this.scores = new Float64Array(this.output.height);
    this.sums = new Int32Array(width);
    this.hidden = new Float64Array(width);
    this.firstOffsets = Int32Array.from(templates, ([place, hash]) => place * HASHES + hash);
    this.secondOffsets = Int32Array.from(templates, ([, , place, hash]) =>
      hash === -1 ? noSecondHalf : place * HASHES + hash,
    );
  }

  tag(words: readonly string[], followedByBlank: readonly boolean[]): string[] {
    const hashes = new Int32Array((words.length + 2 * WINDOW) * HASHES);
    for (let i = 0; i < words.length; i++) {
      const place = (i + WINDOW) * HASHES;
      hashes.set(this.wordHashes.of(words[i] ?? ''), place);
      hashes[place + BLANK] = followedByBlank[i] === true ? 2 : 1;
    }
    const tags = ruleTags(words, followedByBlank, new Array<string>(words.length));
    for (let i = 0; i < words.length; i++) {
      if (tags[i] !== '') continue;
      this.read(hashes, (i + WINDOW) * HASHES);
      tags[i] = this.tags[this.bestTag()] ?? 'NN';
    }
    return tags;
  }

  /** Adds up the rows of the features of the word whose hashes stand at `place`. */
  private read(hashes: Int32Array, place: number): void {
    const { sums, rows, firstOffsets, secondOffsets } = this;
    const width = sums.length;
    sums.fill(0);
    for (let template = 0; template < firstOffsets.length; template++) {
      const first = hashes[place + (firstOffsets[template] ?? 0)] ?? 0;
      const offset = secondOffsets[template] ?? 0;
      const second = offset === noSecondHalf ? 0 : (hashes[place + offset] ?? 0);
      const feature = this.features.find(mixKey(template, first, second));
      if (feature < 0) continue;
      const row = feature * width;
      for (let n = 0; n < width; n++) sums[n] = (sums[n] ?? 0) + (rows[row + n] ?? 0);
    }
  }

  private bestTag(): number {
    const { sums, scale, bias, hidden, output, scores, tags } = this;
    const width = sums.length;
    for (let n = 0; n < width; n++) {
      hidden[n] = Math.max(0, Math.fround((sums[n] ?? 0) * (scale[n] ?? 0) + (bias[n] ?? 0)));
    }
    output.multiply(hidden, 1, scores);
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < tags.length; tag++) {
      const score = scores[tag] ?? Number.NEGATIVE_INFINITY;
      if (score > highest) {
        highest = score;
        best = tag;
      }
    }
    return best;
  }
}

/** Loads the tagger; without a path the committed weights. Throws WeightsError. */
export function loadTagger(path: string = committedWeights('tagger.bin')): Tagger {
  return new NetworkTagger(readWeights(path, 'tagger'));
}
