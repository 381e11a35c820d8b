import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * @returns the files inside a ZIP archive by their paths, unpacked; enough of ZIP for what Word and Excel files use.
 */
export function filesIn(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, nameLength] = [
      archive.readUInt16LE(entry + 10),
      archive.readUInt32LE(entry + 20),
      archive.readUInt16LE(entry + 28),
    ];
    const local = archive.readUInt32LE(entry + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + size);
    files.set(
      archive.toString('utf8', entry + 46, entry + 46 + nameLength),
      method === 0 ? packed : inflateRawSync(packed),
    );
    entry += 46 + nameLength + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return files;
}

/** A false statement of a ZIP about a file in it. */
export interface Lie {
  /** Bytes that it claims to unpack to. */
  unpacked?: number;
}

/** @returns a ZIP archive of the files, each packed; with a lie in its directory when one is given. */
export function zipOf(files: Record<string, string | Buffer>, lies: Record<string, Lie> = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(lies[name]?.unpacked ?? bytes.length, 18);
    head.writeUInt16LE(path.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), head, path, packed);
    central.push(Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), head, end, path);
    offset += 4 + head.length + path.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const last = Buffer.alloc(18);
  const count = Object.keys(files).length;
  last.writeUInt16LE(count, 4);
  last.writeUInt16LE(count, 6);
  last.writeUInt32LE(directory.length, 8);
  last.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06', 'latin1'), last]);
}
