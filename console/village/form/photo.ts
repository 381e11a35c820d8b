/** Pixels of the longer side: a receipt or a signature can still be read. */
const LONGEST = 1600;
const QUALITY = 0.8;

/** @returns the picture, to draw it. @throws Error for what is none */
export function decode(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const address = URL.createObjectURL(file);
    image.onload = () => {
      URL.revokeObjectURL(address);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error('no picture'));
    };
    image.src = address;
  });
}

/**
 * Redraws a photo: smaller, upright, as JPEG, and without the camera's data of place and time.
 * @throws Error when the browser cannot read it
 */
export async function shrink(file: Blob): Promise<Blob> {
  const image = await decode(file);
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('no canvas');
  // JPEG has no transparency: transparent parts would turn black.
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', QUALITY),
  );
}
