/**
 * How many random cases of a model the suite plays: few, and the same ones each time. Who changes what a model is about
 * plays more of them: `CASES=10 npx vitest run FILE` is ten times as many, and begins with the same.
 */
export const fewCases = (count: number): number => count * Number(process.env['CASES'] ?? 1)
