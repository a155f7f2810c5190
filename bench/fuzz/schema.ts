import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'

/** Built here, since graphql refuses the types of another copy of itself, and the bench's peers bring one along. */
export const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))
