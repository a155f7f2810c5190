import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  OverlappingFieldsCanBeMergedRule,
  specifiedRules,
  validate,
} from 'graphql'
import { turn } from '../../db/turn.ts'
import { conflictsIn } from './conflicts.ts'
import type { DocumentLimits } from './shape.ts'

/** Validation stops there. */
const mostErrors = 20

/** Fields of introspection and spread fragments are selections too, and several operations are one document. */
const selectionsOfField = 5

const rules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule)

/** So many rules look at a long document in one go. */
const rulesATurn = 9

type Limits = Pick<DocumentLimits, 'fields'>

/** What is wrong with a document. */
export function wrongWith(schema: GraphQLSchema, document: DocumentNode, limits: Limits) {
  const errors = validate(schema, document, rules, { maxErrors: mostErrors })
  return errors.length > 0 ? errors : conflicting(document, limits)
}

/** The same, in turns with other requests. */
export async function wrongInTurns(schema: GraphQLSchema, document: DocumentNode, limits: Limits) {
  const errors: GraphQLError[] = []
  for (let from = 0; from < rules.length && errors.length < mostErrors; from += rulesATurn) {
    const some = rules.slice(from, from + rulesATurn)
    errors.push(...validate(schema, document, some, { maxErrors: mostErrors - errors.length }))
    await turn()
  }
  return errors.length > 0 ? errors : conflicting(document, limits)
}

/** Conflicts between fields are looked for by our own rule, which takes less time. */
const conflicting = (document: DocumentNode, { fields }: Limits) =>
  conflictsIn(document, { left: selectionsOfField * fields })
