/** How far a download is: a bar that redraws itself on a terminal, a plain line every 5 seconds elsewhere. */

const redrawMs = 100;
const lineMs = 5000;

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** @param {number} seconds */
function timeText(seconds) {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * @param {string} label
 * @param {number | undefined} total bytes, when known
 * @param {{ stream?: { isTTY?: boolean, write(text: string): unknown }, now?: () => number }} [options]
 */
export function startProgress(label, total, { stream = process.stderr, now = Date.now } = {}) {
  const startedAt = now();
  /** @type {number | undefined} */
  let firstBytes;
  let shownAt = startedAt;

  /** @param {number} bytes */
  const line = (bytes) => {
    const perSecond = ((bytes - (firstBytes ?? 0)) * 1000) / Math.max(1, now() - startedAt);
    const speed = `${sizeText(perSecond)}/s`;
    if (!total) return `${label} ${sizeText(bytes)}, ${speed}`;
    const share = Math.min(1, bytes / total);
    const bar = stream.isTTY ? ` [${'#'.repeat(Math.round(share * 24)).padEnd(24, '.')}]` : '';
    const left = timeText((total - bytes) / perSecond);
    return `${label}${bar} ${Math.floor(share * 100)} % of ${sizeText(total)}, ${speed}, ${left} left`;
  };

  return {
    /** @param {number} bytes how many are there now, those of an earlier run included */
    at(bytes) {
      firstBytes ??= bytes;
      if (now() - shownAt < (stream.isTTY ? redrawMs : lineMs)) return;
      shownAt = now();
      stream.write(stream.isTTY ? `\r\x1b[K${line(bytes)}` : `${line(bytes)}\n`);
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
