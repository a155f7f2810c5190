import { extname } from 'node:path'
import { graphiqlOptions } from './tabs.ts'
import { type Find, type StaticFile, staticFile } from '../files/files.ts'
import { type Files, loadFiles } from '../files/loading.ts'

/** A pressed tab stays under the pointer. GraphiQL moves it away, so that a first click misses it. */
const style = '.graphiql-tab { transform: none !important }'

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${graphiqlOptions.title}</title>
    <link rel="icon" href="graphiql/favicon.ico">
    <link rel="stylesheet" href="graphiql/graphiql.css">
    <style>${style}</style>
  </head>
  <body class="no-focus-outline">
    <noscript>This page needs JavaScript.</noscript>
    <div id="root"></div>
    <script src="graphiql/graphiql.js"></script>
    <script src="graphiql/start.js"></script>
  </body>
</html>
`

const start = `const workers = { editorWorkerService: 'editor', json: 'json', graphql: 'language' }
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => \`graphiql/\${workers[label]}.js\` }
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), ${JSON.stringify(graphiqlOptions)})
`

/** Allows only the page's own scripts and styles, and no other page may embed it in a frame. */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
}

/** In the package, modules are JavaScript. */
const loader = new URL(`./assets${extname(import.meta.url)}`, import.meta.url)

/** Finds the files of GraphiQL by path. They are made on first request. */
export function createGraphiql(report: (error: unknown) => void): Find {
  let page: StaticFile | undefined
  let script: StaticFile | undefined
  let assets: Promise<Files> | undefined
  return (path, wantsPage) => {
    if (wantsPage && path === '/graphql')
      return (page ??= staticFile('text/html; charset=utf-8', html, pageHeaders))
    if (!path.startsWith('/graphiql/')) return undefined
    const name = path.slice('/graphiql/'.length)
    if (name === 'start.js') return (script ??= staticFile('text/javascript; charset=utf-8', start))
    assets ??= loadFiles(loader).catch((error: unknown) => {
      report(error)
      assets = undefined
      return {}
    })
    return assets.then((files) => (Object.hasOwn(files, name) ? files[name] : undefined))
  }
}
