/**
 * Says which tensor of weights.bin plays which part in the generator, so that the engine can compute it with kernels of
 * its own instead of through the graph. Found by following the data, not by names. One line a fact:
 * `tensor NAME OFFSET DIM…`, `number NAME VALUE`.
 */
import type { Convolution } from './convolutions.js';
import type { Graph } from './graph.js';
import { attribute, GraphIndex } from './graph.js';
import { ImportError } from './import-error.js';
import type { NormSite } from './norm-sites.js';
import type { WeightsLayout } from './weights-file.js';

export const generatorPlanFile = 'generator.plan';
const version = 1;
const stages = 2;
const blocksPerStage = 3;
const stepsPerBlock = 3;

/** The plan's text. Throws ImportError naming the part that is not where a Kokoro has it. */
export function planGenerator(
  graph: Graph,
  sites: readonly NormSite[],
  convolutions: readonly Convolution[],
  layout: WeightsLayout,
): string {
  const parts = new Parts(graph, sites, convolutions, layout);
  for (let stage = 0; stage < stages; stage++) {
    const ups = convolutions.filter((each) => each.transpose);
    parts.upsampler(`up${stage}`, ups[stage]);
    const noise = convolutions.filter((each) => each.inputTensor === 'har')[stage];
    parts.convolution(`noise${stage}`, noise);
    parts.block(`noise${stage}.block`, noise?.outputTensor ?? '', 0);
    const shared = sharedInput(sites, noise?.out ?? 0);
    for (let block = 0; block < blocksPerStage; block++)
      parts.block(`stage${stage}.block${block}`, shared, block);
  }
  parts.upsampler(
    'post',
    convolutions.find((each) => each.outputTensor === 'post'),
  );
  return parts.text();
}

/** The tensor that the three blocks of a stage normalise first. */
function sharedInput(sites: readonly NormSite[], channels: number): string {
  const found = sites.find(
    (site) =>
      site.channels === channels &&
      sites.filter((other) => other.statistics === site.statistics).length === blocksPerStage,
  );
  if (!found) throw new ImportError('generator plan', `no tensor of ${channels} channels feeds three blocks`);
  return found.inputTensor;
}

class Parts {
  readonly #lines: string[] = [`kokoro-generator ${version}`];
  readonly #index: GraphIndex;

  constructor(
    graph: Graph,
    private readonly sites: readonly NormSite[],
    private readonly convolutions: readonly Convolution[],
    private readonly layout: WeightsLayout,
  ) {
    this.#index = new GraphIndex(graph);
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  convolution(name: string, found: Convolution | undefined): Convolution {
    if (found?.group !== 1 || found.bias === null) throw new ImportError('generator plan', `no ${name}`);
    this.#tensor(`${name}.weight`, found.weight);
    this.#tensor(`${name}.bias`, found.bias);
    this.#number(`${name}.stride`, found.stride);
    this.#number(`${name}.dilation`, found.dilation);
    this.#number(`${name}.pad`, found.pads[0]);
    return found;
  }

  /** A convolution behind a LeakyReLU. */
  upsampler(name: string, found: Convolution | undefined): void {
    const { inputTensor } = this.convolution(name, found);
    const activation = this.#index.producer(inputTensor);
    if (activation?.op !== 'LeakyRelu')
      throw new ImportError('generator plan', `no LeakyReLU before ${name}`);
    this.#number(`${name}.slope`, attribute(activation, 'alpha')?.f ?? 0.01);
  }

  /** Three times norm, snake, convolution, norm, snake, convolution, and the sum with what went in. */
  block(name: string, input: string, which: number): void {
    let stream = input;
    for (let step = 0; step < stepsPerBlock; step++) {
      const first = this.#site(`${name}.${step}.norm1`, stream, step === 0 ? which : 0);
      const inner = this.#convolutionOf(`${name}.${step}.conv1`, first);
      const second = this.#site(`${name}.${step}.norm2`, inner.outputTensor, 0);
      const outer = this.#convolutionOf(`${name}.${step}.conv2`, second);
      const sum = this.#index
        .consumers(outer.outputTensor)
        .find((node) => node.op === 'Add' && node.inputs.includes(stream));
      if (!sum) throw new ImportError('generator plan', `${name}.${step} is not added to its input`);
      stream = sum.outputs[0] ?? '';
    }
  }

  #site(name: string, input: string, which: number): NormSite {
    const site = this.sites.filter((each) => each.inputTensor === input)[which];
    if (!site?.snakeAlpha || !site.snakeReciprocal) throw new ImportError('generator plan', `no ${name}`);
    const { gammaBeta, channels } = site;
    const isPlain = gammaBeta.gamma[0] === 0 && gammaBeta.beta[0] === channels && gammaBeta.style[0] === 0;
    if (!isPlain || !gammaBeta.bias)
      throw new ImportError('generator plan', `${name} lays γ and β out otherwise`);
    this.#tensor(`${name}.weight`, gammaBeta.weight);
    this.#tensor(`${name}.bias`, gammaBeta.bias);
    this.#number(`${name}.inputs_first`, gammaBeta.inputsFirst ? 1 : 0);
    this.#number(`${name}.eps`, site.eps);
    this.#tensor(`${name}.alpha`, site.snakeAlpha);
    this.#tensor(`${name}.reciprocal`, site.snakeReciprocal);
    return site;
  }

  #convolutionOf(name: string, site: NormSite): Convolution {
    return this.convolution(
      name,
      this.convolutions.find((each) => each.inputTensor === site.activatedTensor),
    );
  }

  #tensor(name: string, initializer: string): void {
    const place = this.layout.entries.get(initializer);
    if (!place) throw new ImportError('generator plan', `${name} (${initializer}) is not among the weights`);
    this.#lines.push(`tensor ${name} ${place.offset} ${place.dims.join(' ')}`);
  }

  #number(name: string, value: number): void {
    this.#lines.push(`number ${name} ${value}`);
  }
}
