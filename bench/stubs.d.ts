// For `npm run check`, which has no bench/node_modules: what only the bench is measured against has no types there.
// `tsc -p bench/tsconfig.peers.json` takes the real ones, and postgraphile.ts,
// which is nothing without them.
declare module 'graphile-worker'
declare module 'mercurius'
declare module 'postgraphile'
declare module 'postgraphile/*'
