import type { CodegenConfig } from '@graphql-codegen/cli'

/** As JSON has them. */
const jsonTypes = {
  useTypeImports: true,
  scalars: { DateTime: 'string', ID: 'string', JSON: 'unknown', SafeInt: 'number' },
  enumsAsTypes: true,
}

/** The pages of the GraphQL reference: everything of one kind in the schema. */
const referencePages = ['queries', 'mutations', 'subscriptions', 'objects', 'inputs', 'enums', 'scalars']

const config: CodegenConfig = {
  schema: 'schema.graphql',
  emitLegacyCommonJSImports: false,
  generates: {
    'src/graphql/types.gen.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: "import('./context.ts').Context",
        mappers: {
          Attempt: "import('../db/executions/attempts.ts').AttemptRow",
          AttentionItem: "import('./models.ts').AttentionItemOf",
          AuditEntry: "import('../db/audit/list.ts').AuditRow",
          Backend: "import('./models.ts').BackendOf",
          ClaimedAction: "import('../db/queue/claim.ts').ClaimedAction",
          CreateTokenResult: "import('./models.ts').CreatedToken",
          CompleteActionResult: "import('./models.ts').CompleteResult",
          Dag: "import('./models.ts').DagOf",
          DagNode: "import('./models.ts').NodeOf",
          ExecutionComparison: "import('./models.ts').ExecutionSides",
          Execution: "import('../db/executions/rows.ts').ExecutionRow",
          ExecutionChange: "import('../live/events.ts').ExecutionEvent",
          Failure: "import('./models.ts').FailureOf",
          FailureGroup: "import('./models.ts').FailureGroupOf",
          Flow: "import('../db/runs/flows.ts').FlowRow",
          Metadata: "import('../db/executions/details.ts').MetadataRow",
          MoveExecutionResult: "import('./models.ts').MoveResult",
          NodeResult: "import('../db/executions/details.ts').NodeResultRow",
          Payload: "import('../db/executions/largetexts.ts').PayloadRow",
          MetadataResult: "import('./models.ts').MetadataOutcome",
          RecordExecutionResult: "import('./models.ts').RecordResult",
          Run: "import('../db/runs/rows.ts').RunRow",
          RunChange: "import('../live/events.ts').RunEvent",
          RunComparison: "import('./models.ts').RunSides",
          RunMetadata: "import('../db/runs/details.ts').RunMetadataRow",
          RunResult: "import('./models.ts').RunOutcome",
          StartExecutionResult: "import('./models.ts').StartResult",
          Subscription: "import('../live/events.ts').LiveEvent",
          StepComparison: "import('./models.ts').StepSides",
          Token: "import('../db/tokens/tokens.ts').TokenRow",
          TruncatedKey: "import('./models.ts').TruncatedKeyOf",
          UpdateExecutionResult: "import('./models.ts').UpdateResult",
        },
        scalars: {
          DateTime: 'number',
          ID: 'string',
          JSON: 'unknown',
          SafeInt: 'number',
        },
        defaultScalarType: 'unknown',
        enumsAsTypes: true,
        useTypeImports: true,
        inputMaybeValue: 'T | null | undefined',
      },
    },
    ...Object.fromEntries(
      referencePages.map((page) => [
        `docs/graphql/${page}.md`,
        { plugins: ['./codegen/reference.ts'], config: { page } },
      ]),
    ),
    'src/dashboard/schema.gen.ts': {
      plugins: ['typescript'],
      config: jsonTypes,
    },
    // Of each `x.graphql` of the dashboard an `x.gen.ts` beside it: its operations with the types of their answers.
    'src/dashboard/': {
      preset: 'near-operation-file',
      documents: 'src/dashboard/**/*.graphql',
      presetConfig: { extension: '.gen.ts', baseTypesPath: 'schema.gen.ts' },
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { ...jsonTypes, documentMode: 'string' },
    },
    'src/client/documents/documents.gen.ts': {
      documents: 'src/client/documents/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      // What a program does not use of them is left out of its bundle.
      config: { ...jsonTypes, documentMode: 'string', pureMagicComment: true },
    },
  },
}

export default config
