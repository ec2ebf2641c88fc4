/** Longest name a client may give a download, without extension. */
const longest = 100;

/**
 * The file name a download gets: what the client wishes, made harmless, with the stored file's extension; the stored name
 * when nothing is left of the wish.
 */
export function downloadName(wish: string, stored: string): string {
  const stem = wish
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, longest);
  return stem === '' ? stored : stem + stored.slice(stored.lastIndexOf('.'));
}
