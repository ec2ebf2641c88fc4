/** The file systems of this machine that have a size. */
import { statfs } from 'node:fs/promises';
import { percentOf, textOf, toGiB } from './proc-files.js';

export interface Disk {
  readonly device: string;
  readonly mountpoint: string;
  readonly fstype: string;
  readonly total_gb: number;
  readonly used_gb: number;
  readonly free_gb: number;
  readonly percent_used: number;
}

/** Those that live on a device, the container's own and memory; a server far away could let us wait. */
const local = /^(ext[234]|xfs|btrfs|zfs|f2fs|vfat|exfat|ntfs3?|overlay|tmpfs|9p|virtiofs|bcachefs)$/;

/** One entry a mount point, `/` first. Those that are empty or closed to us are left out. */
export async function disks(mounts = '/proc/self/mounts'): Promise<Disk[]> {
  const lines = (await textOf(mounts)).split('\n').map((line) => line.split(' '));
  const found = await Promise.all(
    lines
      .filter(([, , fstype = '']) => local.test(fstype))
      .map(([device = '', mountpoint = '', fstype = '']) =>
        disk(unescaped(device), unescaped(mountpoint), fstype),
      ),
  );
  const sized = found.filter((one) => one !== undefined).filter(({ total_gb }) => total_gb > 0);
  // What was mounted over another hides it.
  return [...new Map(sized.map((one) => [one.mountpoint, one])).values()].sort(
    (left, right) => Number(right.mountpoint === '/') - Number(left.mountpoint === '/'),
  );
}

async function disk(device: string, mountpoint: string, fstype: string): Promise<Disk | undefined> {
  try {
    const { bsize, blocks, bfree, bavail } = await statfs(mountpoint);
    if (blocks === 0) return undefined;
    const used = (blocks - bfree) * bsize;
    return {
      device,
      mountpoint,
      fstype,
      total_gb: toGiB(blocks * bsize),
      used_gb: toGiB(used),
      free_gb: toGiB(bavail * bsize),
      percent_used: percentOf(used, used + bavail * bsize),
    };
  } catch {
    return undefined;
  }
}

/** Blanks of a path are written as `\040`. */
function unescaped(field: string): string {
  return field.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
