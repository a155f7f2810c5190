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
          Attempt: '../db/executions/attempts.ts#AttemptRow',
          ClaimedAction: './queue/claim.ts#ClaimedActionOf',
          CompleteActionResult: './queue/complete.ts#CompleteResult',
          Dag: './executions/dag.ts#DagOf',
          DagNode: './executions/dag.ts#NodeOf',
          Execution: '../db/executions/rows.ts#ExecutionRow',
          Flow: '../db/runs/flows.ts#FlowRow',
          Metadata: '../db/executions/details.ts#MetadataRow',
          MoveExecutionResult: './queue/move.ts#MoveResult',
          NodeResult: './loading/executionloaders.ts#NodeResultOf',
          Payload: './executions/payload.ts#PayloadOf',
          MetadataResult: './metadata.ts#MetadataOutcome',
          RecordExecutionResult: './executions/record.ts#RecordResult',
          Run: '../db/runs/rows.ts#RunRow',
          RunMetadata: '../db/runs/details.ts#RunMetadataRow',
          RunResult: './runs/record.ts#RunOutcome',
          StartExecutionResult: './queue/start.ts#StartResult',
          TruncatedKey: './executions/payload.ts#TruncatedKeyOf',
          UpdateExecutionResult: './executions/update.ts#UpdateResult',
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
