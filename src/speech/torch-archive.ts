/** A tensor as `torch.save` writes it, so that `torch.load(weights_only=True)` reads it. */
import { storedZip } from './stored-zip.js';

/** The archive of one float32 tensor of shape [rows, 1, columns]. */
export function torchArchive(values: Float32Array, columns: number): Buffer {
  const rows = values.length / columns;
  return storedZip([
    { name: 'archive/data.pkl', bytes: tensorPickle(rows, columns) },
    { name: 'archive/byteorder', bytes: Buffer.from('little') },
    { name: 'archive/data/0', bytes: Buffer.from(values.buffer, values.byteOffset, values.byteLength) },
    { name: 'archive/version', bytes: Buffer.from('3\n') },
  ]);
}

/** Pickle protocol 2: `_rebuild_tensor_v2(storage, 0, size, stride, requires_grad=False, hooks=OrderedDict())`. */
function tensorPickle(rows: number, columns: number): Buffer {
  const storage = Buffer.concat([
    mark,
    unicode('storage'),
    global('torch', 'FloatStorage'),
    unicode('0'),
    unicode('cpu'),
    int(rows * columns),
    tuple,
    Buffer.from('Q'), // a reference that the loader resolves to data/0
  ]);
  return Buffer.concat([
    Buffer.from([0x80, 2]),
    global('torch._utils', '_rebuild_tensor_v2'),
    mark,
    storage,
    int(0),
    triple(rows, 1, columns),
    triple(columns, columns, 1),
    Buffer.from([0x89]), // False
    global('collections', 'OrderedDict'),
    Buffer.from(')R'), // called without arguments
    tuple,
    Buffer.from('R.'),
  ]);
}

const mark = Buffer.from('(');
const tuple = Buffer.from('t');

function global(module: string, name: string): Buffer {
  return Buffer.from(`c${module}\n${name}\n`);
}

function unicode(text: string): Buffer {
  const bytes = Buffer.alloc(5 + text.length);
  bytes.write('X', 0);
  bytes.writeUInt32LE(text.length, 1);
  bytes.write(text, 5);
  return bytes;
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.write('J', 0);
  bytes.writeInt32LE(value, 1);
  return bytes;
}

function triple(first: number, second: number, third: number): Buffer {
  return Buffer.concat([int(first), int(second), int(third), Buffer.from([0x87])]);
}
