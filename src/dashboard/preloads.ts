import type { Plugin } from 'vite'

/** What the first script of the page imports is named in the page, so that it is not first found when that script runs. */
export function preloads(): Plugin {
  return {
    name: 'execgraph-preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const app = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/dashboard/app.tsx'))
        if (!app) throw new Error('There is no chunk of app.tsx.')
        const entries = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
        const wanted = [app.fileName, ...app.imports].filter((file) => !entries.has(file))
        return wanted.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        }))
      },
    },
  }
}
