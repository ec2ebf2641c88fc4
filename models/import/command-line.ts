import { ImportError } from './import-error.js';
import { importModel } from './import-model.js';

/** Where the importer's lines go. */
export interface Streams {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

const usage = 'usage: node dist/models/import/main.js SOURCE.onnx OUTDIR [--whole-only]';

/** Imports as the arguments say. Returns the exit code: 0 imported (also whole), 1 failed, 2 wrong arguments. */
export function runImporter(args: readonly string[], { out, error }: Streams): number {
  const flags = args.filter((word) => word.startsWith('--'));
  const [source, folder, ...rest] = args.filter((word) => !word.startsWith('--'));
  if (
    source === undefined ||
    folder === undefined ||
    rest.length > 0 ||
    flags.some((flag) => flag !== '--whole-only')
  ) {
    error(usage);
    return 2;
  }
  const started = performance.now();
  try {
    const report = (line: string): void => out(`import: ${line}`);
    const description = importModel(source, folder, { wholeOnly: flags.length > 0, report });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    report(`done, ${description.split ? 'in pieces' : 'whole'}, in ${seconds} s`);
    return 0;
  } catch (failure) {
    error(`import failed: ${explained(failure)}`);
    return 1;
  }
}

/** The message alone where it was written for people: the importer's own, and the system's (no such file, disk full). */
function explained(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const isPlain = failure instanceof ImportError || 'code' in failure;
  return isPlain ? failure.message : (failure.stack ?? failure.message);
}
