/** What each piece is fed and gives: the contract with the engine, in its names and layouts. */
import type { CutPoints } from './cut-points.js';
import type { Graph, Port } from './graph.js';
import type { GraphPorts } from './graph-ports.js';
import type { Join, PieceShape, Step } from './pieces.js';
import { FLOAT, INT32, INT64 } from './tensor.js';

/** Sizes of the tensors between the pieces, in channels. */
export interface Widths {
  /** Of d and en. */
  readonly prosody: number;
  /** Of t_en and asr. */
  readonly text: number;
  /** Of x. */
  readonly decoder: number;
  /** Of har and post: magnitudes, then phases. */
  readonly spectrum: number;
}

/** Samples per half-frame ÷ hop: columns of the spectrum for each column of x. */
const harmonicColumns = '120T+1';

const swap: readonly Step[] = [{ op: 'Transpose' }];
const row: readonly Step[] = [{ op: 'Reshape', to: [1, -1] }];
const channel: readonly Step[] = [{ op: 'Reshape', to: [1, 1, -1] }];

function float(name: string, dims: readonly (number | string)[]): Port {
  return { name, type: FLOAT, dims };
}

function join(port: Port, tensor: string, steps: readonly Step[] = []): Join {
  return { port, tensor, steps };
}

/** The seven graphs the engine and the self-test load, by file name without its ending. */
export function pieceShapes(whole: Graph, ports: GraphPorts, cut: CutPoints, widths: Widths): PieceShape[] {
  const style = join(float('style', [1, 256]), ports.style);
  const tokens = tokensJoin(ports);
  const f0 = float('f0', [1, '2T']);
  const energy = float('energy', [1, '2T']);
  const x = join(float('x', [1, widths.decoder, '2T']), cut.x);
  const har = join(float('har', [1, widths.spectrum, harmonicColumns]), cut.har);
  const post = join(float('post', [1, widths.spectrum, harmonicColumns]), cut.post);
  const audio = audioJoin(whole, cut);
  const d = float('d', [1, widths.prosody, 'N']);
  const text = float('t_en', [1, widths.text, 'N']);
  const en = float('en', [1, widths.prosody, 'T']);
  const asr = float('asr', [1, widths.text, 'T']);
  return [
    {
      title: 'text_encoder',
      inputs: [tokens, style],
      outputs: [
        join(float('durations', [1, 'N']), cut.durations, cut.durationsKeepAxis ? row : []),
        join(d, cut.d.byToken, cut.d.byTokenRowsAreTokens ? swap : []),
        join(text, cut.text.byToken, cut.text.byTokenRowsAreTokens ? swap : []),
      ],
    },
    {
      title: 'prosody',
      inputs: [join(en, cut.d.byFrame, cut.d.byFrameRowsAreFrames ? swap : []), style],
      outputs: [join(f0, cut.f0, row), join(energy, cut.energy, row)],
    },
    {
      title: 'decoder',
      inputs: [
        join(asr, cut.text.byFrame, cut.text.byFrameRowsAreFrames ? swap : []),
        join(f0, cut.f0, channel),
        join(energy, cut.energy, channel),
        style,
      ],
      outputs: [x],
    },
    { title: 'generator', inputs: [x, har, style], outputs: [post] },
    { title: 'source', inputs: [join(f0, cut.sourceF0, channel)], outputs: [har] },
    { title: 'istft', inputs: [post], outputs: [audio] },
    wholeShape(whole, ports, cut),
  ];
}

/** The whole graph under the engine's names; `frames` only where its tensor was found. */
export function wholeShape(
  whole: Graph,
  ports: GraphPorts,
  cut: Pick<CutPoints, 'audio'> & Partial<Pick<CutPoints, 'frames'>>,
): PieceShape {
  const cast: Step[] = ports.speedType === FLOAT ? [] : [{ op: 'Cast', to: ports.speedType }];
  const toFrames: Step[] = [
    { op: 'Cast', to: INT64 },
    { op: 'Reshape', to: [1, -1] },
  ];
  const frames = { name: 'frames', type: INT64, dims: [1, 'N'] };
  return {
    title: 'whole',
    inputs: [
      tokensJoin(ports),
      join(float('style', [1, 256]), ports.style),
      ...(ports.speed === undefined ? [] : [join(float('speed', [1]), ports.speed, cast)]),
    ],
    outputs: [
      audioJoin(whole, cut),
      ...(cut.frames === undefined ? [] : [join(frames, cut.frames, toFrames)]),
    ],
  };
}

function tokensJoin(ports: GraphPorts): Join {
  const steps: Step[] = ports.tokensType === INT32 ? [{ op: 'Cast', to: INT32 }] : [];
  return join({ name: 'tokens', type: INT64, dims: [1, 'N'] }, ports.tokens, steps);
}

/** The waveform as one row of samples, whatever axes of length 1 the export leaves around it. */
function audioJoin(whole: Graph, cut: Pick<CutPoints, 'audio'>): Join {
  const rank = whole.outputs.find((port) => port.name === cut.audio)?.dims.length;
  return join(float('audio', ['L']), cut.audio, rank === 1 ? [] : [{ op: 'Reshape', to: [-1] }]);
}
