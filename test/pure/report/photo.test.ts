import { bareJpeg, jpegSize } from '../../../domain/report/photo';
import { PHOTO } from '../../../rehearsal/people/photo';

const segment = (marker: number, content: string) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, content.length + 2]), Buffer.from(content, 'latin1')]);
/** The picture with other segments after its start. */
const photoWith = (...segments: Buffer[]) =>
  Buffer.concat([PHOTO.bytes.subarray(0, 2), ...segments, PHOTO.bytes.subarray(2)]);
const bare = (bytes: Uint8Array) => Buffer.from(bareJpeg(bytes) ?? []);

describe('a photo without what tells where it was taken', () => {
  it('is the same, byte by byte, when it says nothing', () => {
    expect(bare(PHOTO.bytes)).toEqual(PHOTO.bytes);
  });

  it.each([
    ['Exif with the place', segment(0xe1, 'Exif\0\0GPS 26.0 N')],
    ['XMP', segment(0xe1, 'http://ns.adobe.com/xap/1.0/ 26.0 N')],
    ['previews and other pictures', segment(0xe2, 'MPF\0 26.0 N')],
    ['a comment', segment(0xfe, 'behind the school')],
  ])('has lost %s', (_, about) => {
    expect(bare(photoWith(about))).toEqual(PHOTO.bytes);
  });

  it('keeps what is needed to read its colours', () => {
    const colours = photoWith(segment(0xee, 'Adobe'));
    expect(bare(colours)).toEqual(colours);
  });

  it('has a size', () => {
    expect(jpegSize(photoWith(segment(0xe1, 'Exif')))).toEqual({ width: 8, height: 8 });
    expect([jpegSize(Buffer.from('<html>')), jpegSize(PHOTO.bytes.subarray(0, 4))]).toEqual([null, null]);
  });

  it('has lost a second picture behind its end, which has an Exif of its own', () => {
    expect(bare(Buffer.concat([PHOTO.bytes, photoWith(segment(0xe1, 'Exif\0\0GPS'))]))).toEqual(PHOTO.bytes);
  });

  it.each([
    ['a page', Buffer.from('<html>')],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['nothing', Buffer.alloc(0)],
    ['a start and no more', PHOTO.bytes.subarray(0, 2)],
    ['a photo that was cut off', PHOTO.bytes.subarray(0, -2)],
    ['a segment longer than the file', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 0])],
    ['a segment without length', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0])],
  ])('%s is none', (_, bytes) => {
    expect(bareJpeg(bytes)).toBeNull();
  });
});
