import { join } from 'node:path';
import { defineConfig } from 'vite';

/**
 * Tooltips and tags of Ant Design ask whether they stand in a form, and so would bring all of its forms with their
 * checks to the first page, a tenth of it.
 */
const onlyContextOfForms = {
  name: 'only-context-of-forms',
  enforce: 'pre' as const,
  resolveId: (source: string, importer?: string) =>
    source === '@rc-component/form' && importer?.endsWith('/antd/es/form/context.js')
      ? join(import.meta.dirname, '../../node_modules/@rc-component/form/es/FormContext.js')
      : null,
};

/** What somebody sees after signing in. */
const FIRST_PAGES =
  /console\/app\/(work\/work|campaign\/(campaigns|drafts|templates\/template-list)|help\/first-steps)\.tsx$/;

/**
 * Builds the administrators' app; workers/console-app.ts runs this into a separate folder when the sources have
 * changed.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  logLevel: 'warn',
  plugins: [onlyContextOfForms],
  build: {
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // ECharts and the YAML editor are large, and are loaded only by the pages that need them.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // Few files, because each costs a request and three quarters of a kilobyte of headers: libraries that every
        // page needs, apart from our own code so that they stay in the browser's cache after our changes; our own code
        // for every page; and what the first pages need beside these.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 3 },
            { name: 'shell', tags: ['$initial'], priority: 2 },
            { name: 'first-pages', test: FIRST_PAGES, priority: 1 },
          ],
        },
      },
    },
  },
});
