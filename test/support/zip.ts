import { inflateRawSync } from 'node:zlib';

/** @returns the files inside a ZIP archive by their paths, unpacked; enough of ZIP for what Word and Excel files use. */
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
