/** The server's process: configuration, engine, front end, listen; drains on SIGTERM. */
import { join } from 'node:path';
import { cacheDirectory, configure, projectRoot, version } from '../config.js';
import { emptyFolder } from '../downloads/downloads.js';
import { loadAddon } from '../engine/addon.js';
import { errorFields, stderrLog } from '../log.js';
import { Metrics } from '../metrics/metrics.js';
import { OperatorPort } from '../server.js';
import { createFrontEnd } from '../text/front-end.js';
import { assemble } from './assemble.js';
import { awaitEngine } from './await-engine.js';
import { checkFormats } from './check-formats.js';
import { checkProvider } from './check-provider.js';
import { checkWorkers } from './check-workers.js';
import { checkDefaultVoice } from './default-voice.js';
import { downloadLimits } from './download-limits.js';
import { endOnSignal } from './end-on-signal.js';
import { exitCode } from './exit-code.js';
import { logConfiguration } from './log-configuration.js';
import { openEngine } from './open-engine.js';
import { ServerKeys } from './server-keys.js';
import { ServerLexicon } from './server-lexicon.js';
import { ServerVoices } from './server-voices.js';
import { warmUp } from './warm-up.js';

/** Serves until a signal ends it. Ends the process when the start fails, with what a supervisor must know. */
export async function serve(args: readonly string[]): Promise<void> {
  const reading = configure(args);
  const { config } = reading;
  const log = stderrLog(config.logLevel, config.logFormat);
  logConfiguration(reading, log);

  try {
    const cacheDir = cacheDirectory(config);
    const lexicon = new ServerLexicon(config, log);
    const voices = new ServerVoices(config, log);
    const keys = new ServerKeys(config, log);
    const addon = loadAddon(projectRoot);
    checkFormats(config, addon.formats, log);
    const { engine, options, workers } = openEngine(config, cacheDir, addon);
    const dictionariesDir = join(cacheDir, 'dictionaries');
    const frontEnd = createFrontEnd({ dictionariesDir, lexicon: lexicon.of });
    warmUp(frontEnd); // a missing dictionary ends the start, and the first client need not wait for it
    await emptyFolder(downloadLimits(config).folder);
    const tokenize = (phonemes: string): number[] => [...addon.tokenize(phonemes).tokens];
    const metrics = new Metrics();
    const server = assemble({
      config,
      version,
      engine,
      frontEnd,
      tokenize,
      workers,
      log,
      voices,
      keys,
      ...(options !== undefined && { voicesDir: options.voicesDir, modelDir: options.modelDir }),
      onnxRuntime: addon.onnxRuntimeVersion,
      metrics,
    });
    process.on('SIGHUP', () => lexicon.reload());
    process.on('SIGHUP', () => voices.reload());
    process.on('SIGHUP', () => keys.reload());
    endOnSignal(server, engine, config, log);
    if (config.metricsPort > 0)
      await new OperatorPort({ metrics, vitals: server.vitals }).listen(config.host, config.metricsPort);
    const port = await server.listen(config.host, config.port);
    const scheme = config.tlsCertFile === undefined ? 'http' : 'https';
    log.info('listening', { url: `${scheme}://${config.host}:${port}`, version, workers });
    const info = await awaitEngine(engine, config, log);
    if (info !== undefined) {
      const { loadSec, provider, fallback, tier, model, threads } = info;
      checkProvider(config, fallback, log);
      checkWorkers(config, provider, workers);
      checkDefaultVoice(config, engine, voices);
      log.info('ready', { model, provider, tier, loadSec, threads });
    }
  } catch (error) {
    log.error('cannot start', errorFields(error));
    process.exit(exitCode(error));
  }
}
