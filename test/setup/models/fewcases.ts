import { sized } from '../whole.ts'

/**
 * How many random cases of a model a run plays: few in `npm test`, the same ones each time, and ten times as many in the
 * whole suite. Who changes what a model is about plays more of them: `CASES=10 npx vitest run FILE` begins with the same.
 */
export const fewCases = (count: number): number => count * Number(process.env['CASES'] ?? sized(10, 1))
