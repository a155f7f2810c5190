import type { PayloadResolvers } from './types.gen.ts'

const previewLength = 200

export const Payload: PayloadResolvers = {
  json: ({ json }) => JSON.parse(json),
  preview: ({ json }) => json.slice(0, previewLength),
}
