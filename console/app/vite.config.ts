import { defineConfig } from 'vite';

/**
 * Builds the administrators' app; workers/console-app.ts runs this into a separate folder when the sources have
 * changed.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  logLevel: 'warn',
  build: {
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // ECharts and the YAML editor are large, and are loaded only by the pages that need them.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // Libraries that every page needs, apart from our own code, so that they stay in the browser's cache after our
        // changes.
        advancedChunks: {
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\// }],
        },
      },
    },
  },
});
