/** The tiny model's graphs: the same ports as an imported Kokoro's. */
import { INT64 } from '../import/tensor.js';
import type { Piece } from '../import/write-pieces.js';
import { GraphBuilder } from './graph-builder.js';
import { harmonicSource, inverseTransform } from './signal-parts.js';
import { prosodyWidth, spectrumWidth, textWidth, xWidth } from './sizes.js';
import { alignment, decoder, generator, prosody, textEncoder } from './speech-parts.js';

const spectrum = [1, spectrumWidth, '120T+1'] as const;
const x = [1, xWidth, '2T'] as const;
const curve = [1, '2T'] as const;
const style = [1, 256] as const;

/** All seven graphs, by file name without its ending. */
export function tinyPieces(): Piece[] {
  return [
    piece('text_encoder', (g) => {
      const made = textEncoder(g, g.integers('tokens', [1, 'N']));
      g.floats('style', style);
      g.output('durations', made.durations, [1, 'N']);
      g.output('d', made.d, [1, prosodyWidth, 'N']);
      g.output('t_en', made.text, [1, textWidth, 'N']);
    }),
    piece('prosody', (g) => {
      const made = prosody(g, g.floats('en', [1, prosodyWidth, 'T']), g.floats('style', style));
      g.output('f0', made.f0, curve);
      g.output('energy', made.energy, curve);
    }),
    piece('decoder', (g) => {
      const asr = g.floats('asr', [1, textWidth, 'T']);
      const [f0, energy] = [g.floats('f0', curve), g.floats('energy', curve)];
      g.output('x', decoder(g, asr, f0, energy, g.floats('style', style)), x);
    }),
    piece('generator', (g) => {
      g.output('post', generator(g, g.floats('x', x), g.floats('har', spectrum)), spectrum);
      g.floats('style', style);
    }),
    piece('source', (g) => g.output('har', harmonicSource(g, g.floats('f0', curve)), spectrum)),
    piece('istft', (g) => g.output('audio', inverseTransform(g, g.floats('post', spectrum)), ['L'])),
    piece('whole', whole),
  ];
}

function piece(title: string, write: (g: GraphBuilder) => void): Piece {
  const g = new GraphBuilder(title);
  write(g);
  return { title, graph: g.graph() };
}

function whole(g: GraphBuilder): void {
  const tokens = g.integers('tokens', [1, 'N']);
  const row = g.floats('style', style);
  const encoded = textEncoder(g, tokens);
  const { frames, matrix } = alignment(g, encoded.durations, g.floats('speed', [1]));
  const [en, asr] = [encoded.d, encoded.text].map((features) => g.node('MatMul', [features, matrix]));
  const { f0, energy } = prosody(g, en ?? '', row);
  const decoded = decoder(g, asr ?? '', f0, energy, row);
  const post = generator(g, decoded, harmonicSource(g, f0));
  g.output('audio', inverseTransform(g, post), ['L']);
  g.output('frames', frames, [1, 'N'], INT64);
}
