/** Finds and loads the C++ addon; the one place where its exports get their type. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SpeechError } from '../errors.js';
import type { NativeAddon } from './native.js';

/** Where the build leaves the addon, below the project's root. */
const builtAt = 'build/Release/tts.node';

/** Loads the addon of the project at `root`. Throws MODEL_LOAD_FAILED saying what is missing and which command mends it. */
export function loadAddon(root: string): NativeAddon {
  const path = join(root, builtAt);
  if (!existsSync(path)) {
    throw new SpeechError(
      'MODEL_LOAD_FAILED',
      `The native addon is not built: ${path} is missing. Run: npm run setup`,
    );
  }
  try {
    // The border: a .node file has no type of its own. test/contract compares native.d.ts with its exports.
    return createRequire(import.meta.url)(path) as NativeAddon;
  } catch (error) {
    throw new SpeechError('MODEL_LOAD_FAILED', `${path} cannot be loaded: ${help(error)}`, { cause: error });
  }
}

/** What usually stands behind a loader's message, and the way out. */
function help(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('libonnxruntime')) {
    return `${message}. The ONNX Runtime library beside the addon is missing or another version. Run: npm run setup`;
  }
  if (message.includes('cannot open shared object file')) {
    return `${message}. A library of its encoders is missing. Run: npm run setup`;
  }
  if (/NODE_MODULE_VERSION|GLIBC|GLIBCXX|invalid ELF/.test(message)) {
    return `${message}. It was built for another system (this is Node ${process.version}, ${process.platform}-${process.arch}). Run: npm run build:native`;
  }
  return `${message}. Run: npm run build:native`;
}
