import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DocumentNode,
  type GraphQLInputType,
  Kind,
  type OperationDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  parse,
  print,
  typeFromAST,
} from 'graphql'
import { workerDocuments } from '../../../src/client/worker/documents.ts'
import { schema } from '../../../src/graphql/schema.ts'

/** An operation that a client of the project sends, or that a text shows. */
export interface KnownOperation {
  readonly from: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

const root = join(import.meta.dirname, '../../..')

/**
 * Every operation of the dashboard, the typed client, the worker, README, docs and examples, with lists and pages
 * as long as may be.
 */
export async function everyOperation(): Promise<KnownOperation[]> {
  const texts = [...(await generatedTexts()), ...textsIn(), ...workerTexts()]
  return texts.flatMap(([from, text]) => operationsOf(from, text))
}

async function generatedTexts(): Promise<[string, string][]> {
  const files = globSync('src/{dashboard/*,client}/**/*.gen.ts', { cwd: root }).toSorted()
  const modules = await Promise.all(
    files.map((file) => import(join(root, file)) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]): [string, string][] =>
      name.endsWith('Document') ? [[name, String(value)]] : [],
    ),
  )
}

function textsIn(): [string, string][] {
  const files = [...globSync('*.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root })].toSorted()
  return files.flatMap((file) => {
    const blocks = readFileSync(join(root, file), 'utf8').matchAll(/```graphql\n([^`]*)```/g)
    return [...blocks].map(([, text = '']): [string, string] => [file, text])
  })
}

const workerTexts = () => Object.values(workerDocuments).map((text): [string, string] => ['worker', text])

function operationsOf(from: string, text: string): KnownOperation[] {
  const { definitions } = parse(text)
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  return operations.map((operation) => {
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }
    return { from, query: print(document), variables: variablesOf(operation) }
  })
}

const variablesOf = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
  Object.fromEntries(
    variableDefinitions.map(({ variable: { name }, type: node }) => {
      const type = typeFromAST(schema, node)
      if (!isInputType(type)) throw new Error(`$${name.value} is of no known type.`)
      return [name.value, valueOf(type, name.value)]
    }),
  )

const lengths: Readonly<Record<string, number>> = { pairs: 50, ids: 500, keys: 500 }

function valueOf(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name)
  if (isListType(type)) return Array.from({ length: lengths[name] ?? 1 }, () => valueOf(type.ofType, ''))
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type))
    return Object.fromEntries(required.map((field) => [field.name, valueOf(field.type, field.name)]))
  }
  if (type.name === 'Boolean') return true
  if (type.name === 'DateTime') return '2026-11-01T00:00:00Z'
  return type.name === 'Int' || type.name === 'SafeInt' ? 100 : 'main:x/1'
}
