import { it } from 'vitest'

/**
 * `npm test` is the suite: each behaviour, on real stores, at sizes that keep it short. `npm run bench --
 * tests` runs it whole: also the tests declared here, which need a long load, many processes, many kinds of store or a
 * size that only proves more of the same; the files `*.long.test.ts`; and random cases of models in full.
 */
export const isWhole = process.env['WHOLE'] === '1'

/** A size for the whole suite, and the one for `npm test`. */
export const sized = <Size>(whole: Size, short: Size): Size => (isWhole ? whole : short)

const nothing = () => {}
const undeclared = Object.assign(nothing, { each: () => nothing })

/** `it` of a test that only the whole suite has. */
export const longIt = (isWhole ? it : undeclared) as unknown as typeof it
