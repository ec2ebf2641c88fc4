/** Reads sizes that training chose from the weights around the cut points. */
import type { CutPoints } from './cut-points.js';
import type { GraphIndex, GraphNode } from './graph.js';
import type { GraphPorts } from './graph-ports.js';
import { ImportError } from './import-error.js';
import type { Widths } from './piece-shapes.js';

/** Sizes of the model, those of the tensors between the pieces among them. */
export interface HiddenSizes extends Widths {
  /** Rows of the symbol table, and of the position table: pads included. */
  readonly vocabulary: number;
  readonly positions: number;
}

/** Reads them. Throws ImportError naming the tensor whose width is not found. */
export function readHiddenSizes(index: GraphIndex, ports: GraphPorts, cut: CutPoints): HiddenSizes {
  const lstm = firstBelow(index, cut.d.byFrame, 'LSTM');
  const textConvolution = firstBelow(index, cut.text.byFrame, 'Conv');
  const activation = index.consumers(cut.x).find((node) => node.op === 'LeakyRelu');
  const upsampling = index.consumers(activation?.outputs[0]).find((node) => node.op === 'ConvTranspose');
  const harReader = index.consumers(cut.har).find((node) => node.op === 'Conv');
  const symbols = symbolTable(index, ports.tokens);
  return {
    vocabulary: sizeOf(index, 'tokens', symbols, 0, 0),
    positions: positionRows(index, symbols),
    prosody: sizeOf(index, 'en', lstm, 1, 2),
    text: sizeOf(index, 'asr', textConvolution, 1, 1),
    decoder: sizeOf(index, 'x', upsampling, 1, 0),
    spectrum: sizeOf(index, 'har', harReader, 1, 1),
  };
}

function sizeOf(
  index: GraphIndex,
  what: string,
  node: GraphNode | undefined,
  operand: number,
  axis: number,
): number {
  const size = index.constant(node?.inputs[operand])?.dims[axis];
  if (!size) throw new ImportError('hidden sizes', `the width of ${what} is not found`);
  return size;
}

/** The nearest node of that kind that reads what comes from `tensor`. */
function firstBelow(index: GraphIndex, tensor: string, op: string): GraphNode | undefined {
  let level = index.consumers(tensor);
  for (let depth = 0; depth < 6 && level.length > 0; depth++) {
    const found = level.find((node) => node.op === op);
    if (found) return found;
    level = level.flatMap((node) => index.consumers(node.outputs[0]));
  }
  return undefined;
}

/** The lookup by symbol; some exports cast the tokens first. */
function symbolTable(index: GraphIndex, tokens: string): GraphNode | undefined {
  const casts = index.consumers(tokens).filter((node) => node.op === 'Cast');
  const names = [tokens, ...casts.map((node) => node.outputs[0] ?? '')];
  return index
    .nodesOf('Gather')
    .find((node) => index.constant(node.inputs[0]) && names.includes(node.inputs[1] ?? ''));
}

/** The longest table of vectors that is not looked up by symbol is the positions'. */
function positionRows(index: GraphIndex, symbols: GraphNode | undefined): number {
  const tables = index
    .nodesOf('Gather')
    .filter((node) => node.inputs[1] !== symbols?.inputs[1])
    .map((node) => index.constant(node.inputs[0])?.dims ?? [])
    .filter((dims) => dims.length === 2);
  const rows = Math.max(0, ...tables.map(([count = 0]) => count));
  if (rows === 0) throw new ImportError('hidden sizes', 'the table of positions is not found');
  return rows;
}
