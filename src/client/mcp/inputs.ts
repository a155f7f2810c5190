import * as z from 'zod'

/** An id or a name: no record has a longer one. An id may be qualified by its backend. */
export const name = () => z.string().min(1).max(600)

const time = () =>
  z
    .string()
    .max(40)
    .refine((text) => written.test(text) && !Number.isNaN(Date.parse(text)), {
      error: 'a time with its zone, such as 2026-11-21T09:30:00Z',
    })
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i

const mostShown = 50

/** What several tools are asked with. */
export const inputs = {
  limit: z.number().int().min(1).max(mostShown).default(10).describe('How many to return.'),
  cursor: z.string().max(5_000).optional().describe('`nextCursor` of the answer before.'),
  startedAfter: time().optional().describe('A time, such as 2026-11-21T09:30:00Z.'),
  startedBefore: time().optional().describe('A time.'),
  flow: name().optional().describe('The name of a flow.'),
  backend: name().optional().describe('The name of a backend. Default: the first one that takes writes.'),
}

/** The page of a list. */
export const page = { limit: inputs.limit, cursor: inputs.cursor }
export const started = { startedAfter: inputs.startedAfter, startedBefore: inputs.startedBefore }

/** Without what was not given. */
export const given = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>
  }
