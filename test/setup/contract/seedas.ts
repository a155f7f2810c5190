import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { adapters } from './adapters.ts'
import { type Seeded, type Told, history, many } from './history.ts'

/** A store of some kind among others: by the name of its adapter, and by which URL it is reached. */
export interface Among {
  readonly adapter: string
  readonly urlOf: (url: string) => string
}

/** Seeds the history and some more, as far as the kind can have them, and opens the store by a name of its own. */
export async function seedAs(
  name: string,
  { adapter, urlOf }: Among,
): Promise<Seeded & { readonly told: readonly Told[] }> {
  const { cannot, seed } = adapters[adapter]!
  const told = [...many.slice(0, 20), ...history].filter(({ status }) => !cannot.statuses.includes(status))
  const seeded = await seed(told)
  await seeded.backend.close()
  const backend = await openBackend(parseBackend(`${name}=${urlOf(seeded.place.url)}`))
  return { ...seeded, backend, told }
}
