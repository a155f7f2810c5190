import type { RunResolvers } from './types.gen.ts'

export const Run: RunResolvers = {
  id: ({ backend, flow, number }) => `${backend}:${flow}/${number}`,
}
