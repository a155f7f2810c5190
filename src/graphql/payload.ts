import type { PayloadResolvers } from './types.gen.ts'

const previewLength = 200

export const Payload: PayloadResolvers = {
  json: ({ json }) => JSON.parse(json),
  // A character outside the first plane is two units: its first half alone is none.
  preview: ({ json }) => json.slice(0, previewLength).replace(/[\ud800-\udbff]$/, ''),
}
