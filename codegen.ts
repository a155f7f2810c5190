import type { CodegenConfig } from '@graphql-codegen/cli'

const config: CodegenConfig = {
  schema: 'schema.graphql',
  emitLegacyCommonJSImports: false,
  generates: {
    'src/graphql/types.gen.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#Context',
        mappers: {
          Attempt: '../db/attempts.ts#AttemptRow',
          ClaimedAction: './claimactions.ts#ClaimedActionOf',
          CompleteActionResult: './completeactions.ts#CompleteResult',
          Dag: './dag.ts#DagOf',
          DagNode: './dag.ts#NodeOf',
          Execution: '../db/executions.ts#ExecutionRow',
          Flow: '../db/flowlist.ts#FlowRow',
          Metadata: '../db/details.ts#MetadataRow',
          MoveExecutionResult: './moveexecutions.ts#MoveResult',
          NodeResult: './executionloaders.ts#NodeResultOf',
          Payload: './payload.ts#PayloadOf',
          MetadataResult: './recordmetadata.ts#MetadataOutcome',
          RecordExecutionResult: './recordexecutions.ts#RecordResult',
          Run: '../db/runs.ts#RunRow',
          RunMetadata: '../db/rundetails.ts#RunMetadataRow',
          RunResult: './recordruns.ts#RunOutcome',
          StartExecutionResult: './startexecutions.ts#StartResult',
          TruncatedKey: './payload.ts#TruncatedKeyOf',
          UpdateExecutionResult: './updateexecutions.ts#UpdateResult',
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
  },
}

export default config
