/** Tells tokens, style and speed apart by type and rank: exports name them as they like. */
import type { Graph, Port } from './graph.js';
import { ImportError } from './import-error.js';
import { DOUBLE, FLOAT, INT32, INT64 } from './tensor.js';

/** The inputs of an export. */
export interface GraphPorts {
  readonly tokens: string;
  readonly tokensType: number;
  readonly style: string;
  /** Undefined if the export takes none. */
  readonly speed: string | undefined;
  /** Element type of the speed; an integer one cuts fractions off. */
  readonly speedType: number;
}

const integerTypes = [INT32, INT64];

/** The integer matrix is the tokens, the float matrix the style, the rest the speed. Throws ImportError otherwise. */
export function findPorts(graph: Graph): GraphPorts {
  const tokens = graph.inputs.filter((port) => integerTypes.includes(port.type) && port.dims.length === 2);
  const style = graph.inputs.filter((port) => port.type === FLOAT && port.dims.length === 2 && isWide(port));
  const [tokenPort] = tokens;
  const [stylePort] = style;
  if (!tokenPort || tokens.length > 1) throw unclear(graph, 'tokens', 'one integer matrix');
  if (!stylePort || style.length > 1) throw unclear(graph, 'style', 'one float matrix of 256 columns');
  const rest = graph.inputs.filter((port) => port !== tokenPort && port !== stylePort);
  if (rest.length > 1) throw unclear(graph, 'speed', 'at most one more input');
  const [speed] = rest;
  if (speed && ![FLOAT, DOUBLE, ...integerTypes].includes(speed.type))
    throw unclear(graph, 'speed', 'a number');
  return {
    tokens: tokenPort.name,
    tokensType: tokenPort.type,
    style: stylePort.name,
    speed: speed?.name,
    speedType: speed?.type ?? FLOAT,
  };
}

/** A style has 256 columns; a speed written as a matrix has one. */
function isWide(port: Port): boolean {
  const columns = port.dims[1];
  return columns === 256 || typeof columns === 'string';
}

function unclear(graph: Graph, what: string, expected: string): ImportError {
  const seen = graph.inputs
    .map((port) => `${port.name} (type ${port.type}, [${port.dims.join(', ')}])`)
    .join(', ');
  return new ImportError(`input ${what}`, `expected ${expected}, the file has ${seen || 'no inputs'}`);
}
