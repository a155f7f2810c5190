import type { Kind } from '../../kind.ts'
import { identifier, serverUrl, thresholdNames, thresholds, whole } from '../../urls/options.ts'
import { ofEngine, whyNotEngineServer } from '../store.ts'
import { type MetaflowPlace, type TableName, defaultNames } from './names.ts'
import { metaflowOnServer } from './detect.ts'

export const metaflow: Kind = {
  kind: 'metaflow',
  schemes: ['metaflow+postgres', 'metaflow+postgresql'],
  detection: metaflowOnServer,
  parse(name, rest) {
    const place = metaflowPlace(name, rest)
    return {
      ...ofEngine(name, 'a Metaflow service'),
      async open(report) {
        const { openMetaflow } = await import('./open.ts')
        return openMetaflow(name, place, report)
      },
      async inspect() {
        const { inspectMetaflow } = await import('./inspect.ts')
        return inspectMetaflow(name, place)
      },
      whyNot: (reason) => whyNotEngineServer(place.url, reason),
    }
  },
}

/** Of what is behind the scheme and its colon. */
export function metaflowPlace(name: string, rest: string): MetaflowPlace {
  const keys = Object.keys(defaultNames) as TableName[]
  const { url, params } = serverUrl(name, `postgres:${rest}`, [...thresholdNames, 'schema', ...keys])
  const tables = keys.map((key) => [key, identifier(name, params, key, defaultNames[key])])
  const names = {
    schema: identifier(name, params, 'schema', 'public'),
    tables: Object.fromEntries(tables) as Record<TableName, string>,
  }
  const pool = whole(name, params, 'pool', { otherwise: 8, most: 1_000 })
  return { url: url.href, names, pool, thresholds: thresholds(name, params) }
}
