import { findDurations } from './alignment.js';
import { type Graph, GraphIndex } from './graph.js';
import { ImportError } from './import-error.js';
import { FLOAT } from './tensor.js';

/** The waveform and, where they are found, the clipped durations of a graph that cannot be cut. Throws ImportError. */
export function findWholeOutputs(graph: Graph): { audio: string; frames?: string } {
  const index = new GraphIndex(graph);
  const weighed = graph.outputs
    .filter((port) => port.type === FLOAT)
    .map((port) => ({ name: port.name, above: index.ancestors([port.name]).size }));
  // Everything the model computes ends in the waveform; durations need only a part of it.
  const [audio] = weighed.sort((one, other) => other.above - one.above);
  if (!audio) throw new ImportError('output audio', 'the graph has no float output');
  try {
    return { audio: audio.name, frames: findDurations(index).frames };
  } catch (error) {
    if (error instanceof ImportError) return { audio: audio.name };
    throw error;
  }
}
