import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { ROOT } from '../../config/root';

/** A file of a page. */
export interface Asset {
  /** Its path, with a digest of the content, so that browsers may keep it for ever. */
  address: string;
  type: string;
  body: Buffer;
  gzipped: Buffer;
}

/** Old phones get no newer browser; the JavaScript of 2020 needs only Chrome 80 or iOS 13.4. */
const LANGUAGE = 'es2020';

const FOLDER = join(ROOT, 'console/village/form');
const TYPES = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

function asset(body: Buffer, extension: keyof typeof TYPES): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { address: `/assets/form-${hash}.${extension}`, type: TYPES[extension], body, gzipped: gzipSync(body) };
}

/** Bundles at every start, which takes 50 ms: no built copy can be older than its source. */
function bundle(file: string, extension: 'js' | 'css'): Asset {
  const entry = join(FOLDER, file);
  const built = buildSync({ entryPoints: [entry], bundle: true, write: false, minify: true, target: LANGUAGE });
  return asset(Buffer.from(built.outputFiles[0]?.contents ?? []), extension);
}

interface FormAssets {
  icon: Asset;
  style: Asset;
  /** For the pages of sign-in and account: the same, and tables. */
  accountStyle: Asset;
  /** The dark colours for who has chosen them; the other styles have them where the system is dark. */
  darkStyle: Asset;
  script: Asset;
  /** The same for pages of a delivery, with the frame for a signature. */
  deliveryScript: Asset;
  /** The service worker; its address decides which pages it controls, so it is fixed. */
  worker: Asset;
}

let assets: FormAssets | undefined;

/** @returns the files of the village form's pages, bundled once in a process. */
export function formAssets(): FormAssets {
  assets ??= {
    icon: asset(readFileSync(join(FOLDER, 'icon.svg')), 'svg'),
    style: bundle('form.css', 'css'),
    accountStyle: bundle('account.css', 'css'),
    darkStyle: bundle('style/dark.css', 'css'),
    script: bundle('page.ts', 'js'),
    deliveryScript: bundle('delivery/page.ts', 'js'),
    worker: { ...bundle('worker.ts', 'js'), address: '/r/worker.js' },
  };
  return assets;
}
