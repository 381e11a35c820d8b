import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { ROOT } from '../../config/root';

/** One file that a page loads. */
export interface Asset {
  /** Path under which it is served; it names the content, so that it may be kept for ever. */
  address: string;
  type: string;
  body: Buffer;
  gzipped: Buffer;
}

/** Old phones get no newer browser: the language of 2020 runs from Chrome 80 and iOS 13.4 on. */
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

/** Bundles in 50 ms, and therefore at every start: there is no built copy that could be older than its source. */
function bundle(file: string, extension: 'js' | 'css'): Asset {
  const entry = join(FOLDER, file);
  const built = buildSync({ entryPoints: [entry], bundle: true, write: false, minify: true, target: LANGUAGE });
  return asset(Buffer.from(built.outputFiles[0]?.contents ?? []), extension);
}

interface FormAssets {
  icon: Asset;
  style: Asset;
  /** Of the pages where one signs in and looks after one's account: the same, and tables. */
  accountStyle: Asset;
  script: Asset;
  /** The service worker; its address is fixed by what it may control. */
  worker: Asset;
}

let assets: FormAssets | undefined;

/** @returns what the village form's pages load, bundled once a process. */
export function formAssets(): FormAssets {
  assets ??= {
    icon: asset(readFileSync(join(FOLDER, 'icon.svg')), 'svg'),
    style: bundle('form.css', 'css'),
    accountStyle: bundle('account.css', 'css'),
    script: bundle('page.ts', 'js'),
    worker: { ...bundle('worker.ts', 'js'), address: '/r/worker.js' },
  };
  return assets;
}
