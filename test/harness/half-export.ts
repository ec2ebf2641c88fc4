/** Writes a graph in half precision, as converters to fp16 do: constants narrowed, casts at the borders. */
import { attribute, type Graph, type GraphNode } from '../../models/import/graph.js';
import { integerAttribute } from '../../models/import/onnx-file.js';
import { FLOAT, FLOAT16, floats, type Tensor } from '../../models/import/tensor.js';

/** The same graph with half-precision constants; ports stay single, behind casts. */
export function halved(graph: Graph): Graph {
  // ONNX defines the scales of a Resize in single precision only.
  const scales = new Set(graph.nodes.flatMap((node) => (node.op === 'Resize' ? node.inputs.slice(1) : [])));
  const isNarrow = (tensor: Tensor): boolean => tensor.type === FLOAT && !scales.has(tensor.name);
  const constants = [...graph.initializers.values()].map((tensor) =>
    isNarrow(tensor) ? narrowed(tensor) : tensor,
  );
  const [style, audio] = [graph.inputs.find((port) => port.dims[1] === 256), graph.outputs[0]];
  if (!style || !audio) throw new Error('the graph has no style or no output');
  const inner = graph.nodes.map((node) => rewired(asHalf(node), style.name, audio.name));
  return {
    ...graph,
    nodes: [cast(style.name, 'style.half', FLOAT16), ...inner, cast('audio.half', audio.name, FLOAT)],
    initializers: new Map(constants.map((tensor) => [tensor.name, tensor])),
  };
}

function rewired(node: GraphNode, style: string, audio: string): GraphNode {
  return {
    ...node,
    inputs: node.inputs.map((name) => (name === style ? 'style.half' : name)),
    outputs: node.outputs.map((name) => (name === audio ? 'audio.half' : name)),
  };
}

function cast(from: string, to: string, type: number): GraphNode {
  const attributes = [integerAttribute('to', type)];
  return { op: 'Cast', domain: '', name: '', inputs: [from], outputs: [to], attributes };
}

function asHalf(node: GraphNode): GraphNode {
  if (node.op === 'Cast' && Number(attribute(node, 'to')?.i) === FLOAT) {
    return { ...node, attributes: [integerAttribute('to', FLOAT16)] };
  }
  const fill = node.op === 'ConstantOfShape' ? attribute(node, 'value') : undefined;
  if (fill?.t?.dataType !== FLOAT) return node;
  const { bytes } = narrowed({
    name: '',
    type: FLOAT,
    dims: [1],
    bytes: fill.t.rawData ?? new Uint8Array(4),
  });
  return { ...node, attributes: [{ ...fill, t: { dataType: FLOAT16, dims: [1], rawData: bytes } }] };
}

/** Rounds to half precision by cutting the fraction: close enough for a test, exact for what is a half already. */
export function narrowed(tensor: Tensor): Tensor {
  const words = new Uint32Array(floats(tensor).buffer);
  const halves = new Uint16Array(words.length);
  for (let at = 0; at < words.length; at++) halves[at] = halfBits(words[at] ?? 0);
  return { ...tensor, type: FLOAT16, bytes: new Uint8Array(halves.buffer) };
}

function halfBits(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 255) - 112;
  if (exponent >= 31) return sign | 0x7bff;
  if (exponent > 0) return sign | (exponent << 10) | ((word >>> 13) & 1023);
  return exponent < -10 ? sign : sign | (((word & 0x7fffff) | 0x800000) >>> (14 - exponent));
}
