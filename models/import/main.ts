/** node dist/models/import/main.js SOURCE.onnx OUTDIR [--whole-only] */
import { runImporter } from './command-line.js';

process.exitCode = runImporter(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
});
