/** What a field costs that is worked out of many rows. Each other field costs 1. */
const weights: Readonly<Record<string, number>> = {
  'Query.executionStats': 1_000,
  'Query.failureGroups': 1_000,
  'Query.statusCounts': 1_000,
  'Query.runHistogram': 1_000,
  'Query.runFacets': 1_000,
  'Query.retentionPreview': 1_000,
  'Query.attention': 1_000,
  'Query.queue': 100,
  'Subscription.attentionChanged': 1_000,
  'Subscription.queueChanged': 100,
  'Run.failure': 10,
  'Run.usual': 10,
  'Run.steps': 10,
  'Execution.failure': 10,
  'Execution.usual': 10,
  'Failure.changed': 10,
  'FailureGroup.flows': 10,
  'FailureGroup.buckets': 10,
  'FailureGroup.newest': 10,
  'RunComparison.steps': 10,
  'ExecutionComparison.inputs': 100,
  'ExecutionComparison.outputs': 100,
  'ExecutionComparison.dag': 100,
}

export const weightOf = (type: string, field: string): number => weights[`${type}.${field}`] ?? 1
