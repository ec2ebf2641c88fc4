/** The importer: an export in, a folder of pieces out. */
import { readSourceConstants } from './constants.js';
import { listConvolutions } from './convolutions.js';
import { findCutPoints } from './cut-points.js';
import { type Description, describe, type Findings } from './description.js';
import { planGenerator } from './generator-plan.js';
import { type Graph, GraphIndex } from './graph.js';
import { findPorts, type GraphPorts } from './graph-ports.js';
import { ImportError } from './import-error.js';
import { findNormSites, type NormSite } from './norm-sites.js';
import { pieceShapes, wholeShape } from './piece-shapes.js';
import { cutPiece } from './pieces.js';
import type { WeightsLayout } from './weights-file.js';
import { readWhole, type WholeModel } from './whole-graph.js';
import { findWholeOutputs } from './whole-outputs.js';
import { readHiddenSizes } from './widths.js';
import { type Piece, planPieces, writePieces } from './write-pieces.js';

export interface ImportOptions {
  /** Writes whole.onnx alone, without looking for cut points. */
  readonly wholeOnly: boolean;
  /** Receives one line per step. */
  readonly report: (line: string) => void;
}

/** Sites of a Kokoro: eight resblocks of six in the generator, else blocks of two. */
const siteCounts = new Map([
  ['prosody', 12],
  ['generator', 48],
  ['decoder', 10],
]);

/**
 * Imports `source` into `folder`, which appears complete or not at all. A file that cannot be cut is imported whole, with
 * the reason in its description. Throws ImportError when it cannot be read at all.
 */
export function importModel(source: string, folder: string, options: ImportOptions): Description {
  const { report } = options;
  report(`reading ${source}`);
  const read = readWhole(source);
  const { graph } = read.model;
  report(`${read.source.format} file, ${graph.nodes.length} nodes in single precision`);
  const ports = findPorts(graph);
  const cut = options.wholeOnly ? importedWhole(read, ports, 'asked for') : cutOrWhole(read, ports, report);
  const layout = planPieces(cut.pieces);
  report(`writing ${cut.pieces.length} graphs and ${Math.round(layout.bytes / 1e6)} MB of weights`);
  const description = describe(read.source, ports, cut.pieces, layout, cut.findings);
  writePieces(folder, read.model, cut.pieces, layout, description, plannedGenerator(cut, layout, report));
  return description;
}

/** The generator's plan, or nothing for one that is built otherwise: the engine then runs its graph. */
function plannedGenerator(
  cut: Cut,
  layout: WeightsLayout,
  report: ImportOptions['report'],
): string | undefined {
  const generator = cut.pieces.find((piece) => piece.title === 'generator');
  if (!generator || !cut.findings.split) return undefined;
  const sites = cut.findings.normSites.filter((site) => site.piece === 'generator');
  try {
    return planGenerator(generator.graph, sites, cut.findings.generatorConvolutions, layout);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    report(`warning: no kernels of our own for this generator (${error.message})`);
    return undefined;
  }
}

interface Cut {
  readonly pieces: readonly Piece[];
  readonly findings: Findings;
}

function cutOrWhole(read: WholeModel, ports: GraphPorts, report: ImportOptions['report']): Cut {
  try {
    if (read.reason !== undefined) throw new ImportError('single precision', read.reason);
    return importedPieces(read.model.graph, ports);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    report(`warning: the model cannot be cut and will run whole (${error.message})`);
    return importedWhole(read, ports, error.message);
  }
}

/** Cuts a whole graph and reads what the engine needs to know of it. Throws ImportError. */
export function importedPieces(graph: Graph, ports: GraphPorts): Cut {
  const index = new GraphIndex(graph);
  const cut = findCutPoints(graph);
  const hiddenSizes = readHiddenSizes(index, ports, cut);
  const pieces = pieceShapes(graph, ports, cut, hiddenSizes).map((shape): Piece => {
    return { title: shape.title, graph: cutPiece(graph, shape) };
  });
  const sites = pieces.flatMap((piece) => sitesOf(piece));
  const generator = pieces.find((piece) => piece.title === 'generator');
  return {
    pieces,
    findings: {
      split: true,
      hiddenSizes,
      constants: readSourceConstants(index, cut),
      normSites: sites,
      generatorConvolutions: generator ? listConvolutions(generator.graph) : [],
    },
  };
}

function sitesOf(piece: Piece): NormSite[] {
  const expected = siteCounts.get(piece.title);
  if (expected === undefined) return [];
  const sites = findNormSites(piece.title, piece.graph);
  if (sites.length !== expected) {
    throw new ImportError('norm sites', `${sites.length} found in the ${piece.title}, not ${expected}`);
  }
  const plain = sites.find((site) => piece.title === 'generator' && site.snakeAlpha === null);
  if (plain) throw new ImportError('norm sites', `no snake activation follows ${plain.outputTensor}`);
  return sites;
}

function importedWhole(read: WholeModel, ports: GraphPorts, reason: string): Cut {
  const { graph } = read.model;
  const whole = cutPiece(graph, wholeShape(graph, ports, findWholeOutputs(graph)));
  return { pieces: [{ title: 'whole', graph: whole }], findings: { split: false, reason } };
}
