import { isEnumType } from 'graphql'
import { schema } from './schema.ts'

const type = schema.getType('ErrorCode')

/** The codes that the API declares. */
export const ErrorCode: ReadonlySet<string> = new Set(
  isEnumType(type) ? type.getValues().map(({ name }) => name) : [],
)
