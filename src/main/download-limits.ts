import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.js';
import type { DownloadLimits } from '../downloads/downloads.js';

/** Where files for download lie, and how many. */
export function downloadLimits({
  tempDir,
  tempMaxCount,
  tempMaxMb,
  tempMaxAgeHours,
}: Config): DownloadLimits {
  return {
    folder: tempDir ?? join(tmpdir(), 'kokoro-native'),
    maxCount: tempMaxCount,
    maxBytes: tempMaxMb * 1024 * 1024,
    maxAgeMs: tempMaxAgeHours * 3_600_000,
  };
}
