import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  OverlappingFieldsCanBeMergedRule,
  specifiedRules,
  validate,
} from 'graphql'
import { conflictsIn } from './conflicts.ts'
import type { DocumentLimits } from './shape.ts'

/** Validation stops there. */
const mostErrors = 20

/** Fields of introspection and spread fragments are selections too, and several operations are one document. */
const selectionsOfField = 5

const rules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule)

/** What is wrong with a document. Conflicts between fields are looked for by our own rule, which takes less time. */
export function wrongWith(
  schema: GraphQLSchema,
  document: DocumentNode,
  { fields }: Pick<DocumentLimits, 'fields'>,
): readonly GraphQLError[] {
  const errors = validate(schema, document, rules, { maxErrors: mostErrors })
  return errors.length > 0 ? errors : conflictsIn(document, { left: selectionsOfField * fields })
}
