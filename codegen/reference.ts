import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql'

type Page = 'queries' | 'mutations' | 'subscriptions' | 'objects' | 'inputs' | 'enums' | 'scalars'

const titles: Readonly<Record<Page, string>> = {
  queries: 'Queries',
  mutations: 'Mutations',
  subscriptions: 'Subscriptions',
  objects: 'Objects',
  inputs: 'Input objects',
  enums: 'Enums',
  scalars: 'Scalars',
}

/** A page of the reference in docs: everything of one kind in the schema, with its descriptions. */
export const plugin = (schema: GraphQLSchema, _: unknown, { page }: { readonly page: Page }): string =>
  [
    `# ${titles[page]}`,
    '<!-- Generated from schema.graphql by `npm run codegen`. -->',
    `[GraphQL reference](README.md)`,
    ...sectionsOf(schema, page),
    '',
  ].join('\n\n')

function sectionsOf(schema: GraphQLSchema, page: Page): string[] {
  const roots = {
    queries: schema.getQueryType(),
    mutations: schema.getMutationType(),
    subscriptions: schema.getSubscriptionType(),
  }
  if (page in roots) {
    const root = roots[page as keyof typeof roots]
    return root ? [described(root), ...byName(Object.values(root.getFields())).map(operation)] : []
  }
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .filter((type) => pageOf(type) === page && !Object.values(roots).includes(type as never))
  return byName(types).map(section)
}

const byName = <Named extends { readonly name: string }>(all: readonly Named[]): Named[] =>
  all.toSorted((a, b) => (a.name < b.name ? -1 : 1))

function pageOf(type: GraphQLNamedType): Page {
  if (isEnumType(type)) return 'enums'
  if (isInputObjectType(type)) return 'inputs'
  return isScalarType(type) ? 'scalars' : 'objects'
}

function operation(field: GraphQLField<unknown, unknown>): string {
  const { name, args } = field
  return [`## ${name}`, described(field), `Returns ${linked(field.type)}.`, ...argumentsOf(args)].join('\n\n')
}

const argumentsOf = (args: readonly GraphQLArgument[]) =>
  args.length === 0
    ? []
    : [
        table(
          ['argument', 'type', ''],
          args.map((arg) => given(arg, isRequiredArgument(arg))),
        ),
      ]

function section(type: GraphQLNamedType): string {
  return [`## ${type.name}`, described(type), ...tableOf(type)].join('\n\n')
}

function tableOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) {
    const rows = type.getValues().map((value) => [`\`${value.name}\``, described(value)])
    return [table(['value', ''], rows)]
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    return [
      table(
        ['field', 'type', ''],
        fields.map((field) => given(field, isRequiredInputField(field))),
      ),
    ]
  }
  if (!isObjectType(type)) return []
  const fields = Object.values(type.getFields())
  const rows = fields.map((field) => [`\`${field.name}\``, linked(field.type), described(field)])
  const withArguments = fields.filter(({ args }) => args.length > 0 && !isPaged(args))
  return [
    table(['field', 'type', ''], rows),
    ...(fields.some(({ args }) => isPaged(args)) ? [paging] : []),
    ...withArguments.flatMap(({ name, args }) => [`Arguments of \`${name}\`:`, ...argumentsOf(args)]),
  ]
}

const pageArguments = ['first', 'after', 'last', 'before']
const paging =
  'Lists of pages (`…Connection`) take `first` and `after`, or `last` and `before`: 1 to 1,000 elements, 50 unless one is given.'

const isPaged = (args: readonly GraphQLArgument[]) =>
  args.length === pageArguments.length && args.every(({ name }) => pageArguments.includes(name))

function given(input: GraphQLArgument | GraphQLInputField, isRequired: boolean): string[] {
  const { name, defaultValue, type } = input
  const usual = defaultValue === undefined ? '' : ` Default: \`${JSON.stringify(defaultValue)}\`.`
  return [`\`${name}\`${isRequired ? ' (required)' : ''}`, linked(type), `${described(input)}${usual}`]
}

/** A type as it is written, linked to where it stands. */
function linked(type: GraphQLType): string {
  const named = getNamedType(type)
  const text = `\`${String(type)}\``
  if (isSpecifiedScalarType(named)) return text
  return `[${text}](${pageOf(named)}.md#${named.name.toLowerCase()})`
}

const described = ({ description }: { readonly description?: string | null | undefined }) =>
  (description ?? '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
