import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { manifest } from './manifest.ts'
import { preloads } from './preloads.ts'

/** `npm run dashboard` serves the sources with a server at this address behind them. */
const server = process.env['EXECGRAPH_URL'] ?? 'http://127.0.0.1:4000'

const proxied = { target: server, changeOrigin: false }

/** What only a page of one run or execution shows is not. */
const isOfMost = /node_modules|\/dashboard\/(?!(?:timeline|tree|why|graph|spark|run|execution)\/)/

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
    // Browsers ask a server for six files at a time: what lists and most pages need is one file, not thirty.
    cssCodeSplit: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shared', test: isOfMost, minShareCount: 2 }] } },
    },
  },
  worker: { format: 'es' },
  // The server answers to the host that the page has.
  server: { proxy: { '/graphql': proxied, '/graphiql': proxied } },
})
