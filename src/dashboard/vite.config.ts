import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { manifest } from './manifest.ts'
import { preloads } from './preloads.ts'

/** `npm run dashboard` serves the sources with a server at this address behind them. */
const server = process.env['EXECGRAPH_URL'] ?? 'http://127.0.0.1:4000'

const proxied = { target: server, changeOrigin: false }

// oxlint-disable-next-line import/no-default-export -- Vite reads it.
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../.tmp/vite',
  plugins: [react(), manifest(), preloads()],
  build: {
    target: 'es2023',
    emptyOutDir: true,
    license: { fileName: 'licenses.md' },
    // The content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A request costs more than the few bytes that a page does not need.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'shared', test: /src\/(?:dashboard|client)\//, minShareCount: 3 }],
        },
      },
    },
  },
  worker: { format: 'es' },
  // The server answers to the host that the page has.
  server: { proxy: { '/graphql': proxied, '/graphiql': proxied } },
})
