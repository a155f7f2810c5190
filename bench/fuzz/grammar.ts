import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { Dice } from './dice.ts'
import type { Values } from './values.ts'

export interface Operation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName?: string
}

/** Operations that the schema allows, but for their values. */
export function createGrammar(
  schema: GraphQLSchema,
  { below, percent, wildly, begin, pick }: Dice,
  values: Values,
) {
  let variables: Record<string, unknown> = {}
  let declared: string[] = []
  let fragments: string[] = []
  let aliases = 0

  const argument = ({ name, type }: GraphQLArgument): string => {
    const value = values.of(type, name)
    if (!percent(50)) return `${name}: ${literal(value, type)}`
    const variable = `v${declared.length}`
    declared.push(`$${variable}: ${!wildly(5) ? String(type) : pick(['Int', 'String!', '[ID]', 'NoSuch'])}`)
    if (!wildly(5)) variables[variable] = value
    return `${name}: $${variable}`
  }
  const directive = () =>
    wildly(5)
      ? ` ${pick(['@skip(if: false)', '@include(if: true)', '@skip(if: $no)', '@defer', '@nosuch'])}`
      : ''
  const field = (type: GraphQLObjectType, depth: number): string => {
    const shown = Object.values(type.getFields())
    const leaves = shown.filter((one) => !isObjectType(getNamedType(one.type)))
    const one = depth > 5 && leaves.length > 0 ? pick(leaves) : pick(shown)
    const args = one.args.filter(({ type: own }) => isNonNullType(own) || percent(35)).map(argument)
    aliases += 1
    const alias = wildly(8) ? `a${below(4)}: ` : percent(85) ? `b${aliases}: ` : ''
    const inner = getNamedType(one.type)
    const set = isObjectType(inner) ? ` ${selection(inner, depth + 1)}` : ''
    return `${alias}${one.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive()}${set}`
  }
  const selection = (type: GraphQLObjectType, depth: number): string => {
    const fields = Array.from({ length: 1 + below(depth < 3 ? 5 : 2) }, () => field(type, depth))
    if (percent(3)) fields.push('__typename')
    if (percent(3)) fields.push(`... on ${type.name} { __typename }`)
    if (percent(4)) {
      const name = `F${fragments.length}`
      fragments.push(
        `fragment ${name} on ${type.name} { ${wildly(30) ? `...${name}` : field(type, depth + 1)} }`,
      )
      fields.push(`...${name}`)
    }
    return `{ ${fields.join(' ')} }`
  }
  return (): Operation => {
    begin()
    aliases = 0
    ;[variables, declared, fragments] = [{}, [], []]
    const kind = pick(['query', 'query', 'query', 'mutation', 'mutation', 'subscription'])
    const root =
      kind === 'query'
        ? schema.getQueryType()
        : kind === 'mutation'
          ? schema.getMutationType()
          : schema.getSubscriptionType()
    const set = selection(root!, 0)
    const query = `${kind} Fuzz${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${set} ${fragments.join(' ')}`
    return { query, variables, ...(percent(10) && { operationName: wildly(50) ? 'Other' : 'Fuzz' }) }
  }
}

/** A value as GraphQL writes it. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType)
  if (Array.isArray(value)) {
    const inner = isListType(type) ? type.ofType : type
    return `[${value.map((one) => literal(one, inner)).join(', ')}]`
  }
  if (typeof value === 'string')
    return isEnumType(type) && /^\w+$/.test(value) ? value : JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = isInputObjectType(type) ? type.getFields() : {}
  const named = Object.entries(value).filter(([name]) => /^[_a-z]\w*$/i.test(name))
  return `{${named.map(([name, one]) => `${name}: ${literal(one, fields[name]?.type ?? type)}`).join(', ')}}`
}
