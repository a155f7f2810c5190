/** What a program imports that answers the API itself, instead of running `execgraph serve`. */
export type { Backend } from './db/backend.ts'
export { type App, type AppOptions, createApp } from './server/app.ts'
export { type OidcOptions } from './server/access/oidc/oidc.ts'
export { openBackend } from './db/open.ts'
export { proxiesOf } from './server/requests/forwarded.ts'
export { parseBackend } from './db/url.ts'
