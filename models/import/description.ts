/** model.json: what the engine reads beside the graphs. */
import type { SourceConstants } from './constants.js';
import type { Convolution } from './convolutions.js';
import type { Port } from './graph.js';
import type { GraphPorts } from './graph-ports.js';
import type { NormSite } from './norm-sites.js';
import { FLOAT, INT32, INT64 } from './tensor.js';
import type { WeightsLayout } from './weights-file.js';
import type { Source } from './whole-graph.js';
import type { HiddenSizes } from './widths.js';
import { type Piece, weightsFile } from './write-pieces.js';

/** Raised whenever the pieces or their description change: older imports are then made anew. */
export const importerVersion = 3;

/** What was found out about the model, or why it runs whole. */
export type Findings =
  | {
      readonly split: true;
      readonly hiddenSizes: HiddenSizes;
      readonly constants: SourceConstants;
      readonly normSites: readonly NormSite[];
      readonly generatorConvolutions: readonly Convolution[];
    }
  | { readonly split: false; readonly reason: string };

export interface PortDescription {
  readonly name: string;
  readonly type: string;
  /** Sizes, and names of those that vary: N tokens, T frames, L samples. */
  readonly dims: readonly (number | string)[];
}

export interface Stamp {
  readonly importerVersion: number;
  readonly source: Source;
  /** True if the whole graph cuts a fractional speed off: feed it 1 and stretch the sound instead. */
  readonly speedIsInteger: boolean;
  /** Ports of each graph, by file name without its ending. */
  readonly pieces: Readonly<
    Record<
      string,
      { readonly inputs: readonly PortDescription[]; readonly outputs: readonly PortDescription[] }
    >
  >;
  readonly weights: { readonly file: string; readonly bytes: number };
  /** Where each constant begins in the file of weights, in bytes; graphs repeat those up to 1 KiB. */
  readonly initializers: Readonly<
    Record<string, { readonly offset: number; readonly dims: readonly number[]; readonly dtype: string }>
  >;
}

export type Description = Stamp & Findings;

/** Puts the description together. */
export function describe(
  source: Source,
  ports: GraphPorts,
  pieces: readonly Piece[],
  layout: WeightsLayout,
  findings: Findings,
): Description {
  const initializers = [...layout.entries].map(([name, { offset, dims, type }]) => {
    return [name, { offset, dims, dtype: typeName(type) }] as const;
  });
  return {
    importerVersion,
    source,
    speedIsInteger: [INT32, INT64].includes(ports.speedType),
    ...findings,
    pieces: Object.fromEntries(
      pieces.map(({ title, graph }) => {
        return [title, { inputs: graph.inputs.map(describePort), outputs: graph.outputs.map(describePort) }];
      }),
    ),
    weights: { file: weightsFile, bytes: layout.bytes },
    initializers: Object.fromEntries(initializers),
  };
}

function describePort(port: Port): PortDescription {
  return { name: port.name, type: typeName(port.type), dims: port.dims };
}

function typeName(type: number): string {
  if (type === FLOAT) return 'float32';
  if (type === INT64) return 'int64';
  return type === INT32 ? 'int32' : `onnx:${type}`;
}
