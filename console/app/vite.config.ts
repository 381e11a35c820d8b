import { defineConfig } from 'vite';

/** The administrators' app; workers/console-app.ts runs this when the sources have changed, into a folder aside. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  logLevel: 'warn',
  build: {
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // ECharts and the YAML editor come with the pages that need them, and are as large as they are.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // What every page needs, apart from our own code: it stays in the browser's cache over our changes.
        advancedChunks: {
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\// }],
        },
      },
    },
  },
});
