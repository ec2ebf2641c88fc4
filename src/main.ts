/** The process: configuration, engine, front end, listen; drains on SIGTERM. */
import { join } from 'node:path';
import { cacheDirectory, configure, projectRoot, version } from './config.js';
import { loadAddon } from './engine/addon.js';
import { AddonEngine } from './engine/native-engine.js';
import { errorFields, stderrLog } from './log.js';
import { assemble } from './main/assemble.js';
import { checkProvider } from './main/check-provider.js';
import { checkDefaultVoice } from './main/default-voice.js';
import { endOnSignal } from './main/end-on-signal.js';
import { engineOptions } from './main/engine-options.js';
import { exitCode } from './main/exit-code.js';
import { ServerLexicon } from './main/server-lexicon.js';
import { usableCores } from './main/usable-cores.js';
import { warmUp } from './main/warm-up.js';
import { createFrontEnd } from './text/front-end.js';

const { config, warnings } = configure(process.argv.slice(2));
const log = stderrLog(config.logLevel, config.logFormat);
for (const warning of warnings) log.warn(warning);

try {
  const cacheDir = cacheDirectory(config);
  const lexicon = new ServerLexicon(config, log);
  const options = engineOptions(config, cacheDir, usableCores());
  const addon = loadAddon(projectRoot);
  const engine = new AddonEngine(addon, options, config.lookahead);
  const dictionariesDir = join(cacheDir, 'dictionaries');
  const frontEnd = createFrontEnd({ dictionariesDir, lexicon: lexicon.of });
  warmUp(frontEnd); // a missing dictionary ends the start, and the first client need not wait for it
  const { workers } = options;
  const tokenize = (phonemes: string): number[] => [...addon.tokenize(phonemes).tokens];
  const server = assemble({ config, version, engine, frontEnd, tokenize, workers, log });
  process.on('SIGHUP', () => lexicon.reload());
  endOnSignal(server, engine, config, log);
  const port = await server.listen(config.host, config.port);
  log.info('listening', { url: `http://${config.host}:${port}`, version, workers });
  const { loadSec, provider, fallback, tier, model } = await engine.ready;
  checkProvider(config, fallback, log);
  checkDefaultVoice(config, engine);
  log.info('ready', { model, provider, tier, loadSec, threads: options.threads });
} catch (error) {
  log.error('cannot start', errorFields(error));
  process.exit(exitCode(error));
}
