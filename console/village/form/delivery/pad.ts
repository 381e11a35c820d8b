import { byId } from '../elements';
import { decode } from '../photo';

/** A frame in which somebody signs with a finger: strokes are kept as points, so that one can be taken back. */

/** Shorter than this, in CSS pixels of all strokes together, is a slip of the finger and no name. */
const LEAST_PATH = 60;
const LINE = 3;
const INK = '#111';
/** Pixels of the picture for one of the frame: small, and sharp on paper. */
const FINE = 2;

type Point = [x: number, y: number];

let strokes: Point[][] = [];
/** A picture that was drawn before, and is looked at again. */
let before: HTMLImageElement | null = null;

const pad = (): HTMLCanvasElement => byId<HTMLCanvasElement>('pad');

/** Whether this browser can draw, and tells how a finger moves. */
export const canSign = (): boolean => 'PointerEvent' in window && pad().getContext('2d') !== null;

function draw(canvas: HTMLCanvasElement, scale: number): void {
  const paper = canvas.getContext('2d');
  if (!paper) return;
  const { clientWidth: width, clientHeight: height } = pad();
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  if (before) paper.drawImage(before, 0, 0, canvas.width, canvas.height);
  paper.scale(scale, scale);
  Object.assign(paper, { lineWidth: LINE, lineCap: 'round', lineJoin: 'round', strokeStyle: INK });
  for (const stroke of strokes) {
    paper.beginPath();
    for (const [x, y] of stroke) paper.lineTo(x, y);
    paper.stroke();
  }
}

/** Draws the frame in the size that it has now. */
export const showPad = (): void => draw(pad(), window.devicePixelRatio || 1);

export function clearPad(): void {
  strokes = [];
  before = null;
  showPad();
}

export function undoStroke(): void {
  if (strokes.pop() === undefined) before = null;
  showPad();
}

const lengthOf = (stroke: readonly Point[]): number =>
  stroke.reduce((sum, [x, y], at) => {
    const [fromX, fromY] = stroke[at - 1] ?? [x, y];
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);

/** Whether nobody has signed: an empty frame, or a dot. */
export const isUnsigned = (): boolean =>
  before === null && strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) < LEAST_PATH;

/** @returns the signature as PNG, some ten thousand bytes */
export function signature(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  draw(canvas, FINE);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** Shows a signature that was drawn before. */
export async function showSignature(picture: Blob): Promise<void> {
  strokes = [];
  before = await decode(picture);
  showPad();
}

/** Follows the finger. @param onDrawn called when something was drawn */
export function startPad(onDrawn: () => void): void {
  const canvas = pad();
  const pointOf = ({ offsetX, offsetY }: PointerEvent): Point => [offsetX, offsetY];
  let stroke: Point[] | null = null;
  canvas.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [pointOf(event)];
    strokes.push(stroke);
    onDrawn();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!stroke) return;
    stroke.push(pointOf(event));
    showPad();
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(end, () => {
      stroke = null;
    });
  addEventListener('resize', showPad);
  byId('pad-undo').addEventListener('click', undoStroke);
  byId('pad-clear').addEventListener('click', clearPad);
}
