/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An attempt of an execution. */
export type AttemptInput = {
  /** The error, at most 100,000 characters. */
  error?: string | null | undefined;
  /** When the attempt finished. Only together with `verdict`. */
  finishedAt?: string | null | undefined;
  /** The number, from 1. Each number may occur once. */
  number: number;
  /** When it started. */
  startedAt: string;
  /** The result. Only together with `finishedAt`. */
  verdict?: Verdict | null | undefined;
};

/** What an item wants attention for. */
export type AttentionKind =
  /** An execution in progress, or one of its nodes in the queue, is at its fifth attempt or a later one. */
  | 'ATTEMPTS'
  /** A group of failures is new in the last hour in its backend, or is rising as `FailureGroup.isRising` says. */
  | 'FAILURE_GROUP'
  /** The last three runs of a flow failed. */
  | 'FLOW_FAILING'
  /** The heartbeat of a run or an execution counts as lost within a minute, and more than half of the time that it may take is over. */
  | 'HEARTBEAT_DUE'
  /** The oldest work of a kind, or the oldest execution of a flow that has not begun, waits longer than a minute and than ten times the median. */
  | 'QUEUE_WAITING'
  /** A run or an execution runs longer than a minute and than three times the p95 of the last ones. */
  | 'RUNNING_LONG';

/** How the delay between attempts grows. */
export type Backoff =
  /** The delay doubles with each attempt. */
  | 'EXPONENTIAL'
  /** The delay grows by the same amount with each attempt. */
  | 'LINEAR'
  /** There is no delay. */
  | 'NONE';

/** A rectangle in a drawing of a graph. */
export type DagBoundsInput = {
  /** The right edge, at least `minX`. */
  maxX: number;
  /** The bottom edge, at least `minY`. */
  maxY: number;
  /** The left edge. */
  minX: number;
  /** The top edge. */
  minY: number;
};

/** An edge from one node to another. */
export type DagEdgeInput = {
  /** The condition under which the edge is taken. If it is false, the target is skipped, unless the edge is OPTIONAL. */
  condition?: EdgeConditionInput | null | undefined;
  /** The id within the DAG. Each id may occur once. */
  id?: string | null | undefined;
  /** How the target depends on the source. */
  kind?: EdgeKind | null | undefined;
  /** The label to show. */
  label?: string | null | undefined;
  /** The id of the source node. */
  source: string;
  /** The id of the target node. */
  target: string;
};

/** A group of nodes. */
export type DagGroupInput = {
  /** Whether the group is shown collapsed at first. */
  collapsed?: boolean | null | undefined;
  /** The id within the DAG. */
  id: string;
  /** The label to show. */
  label: string;
  /** The ids of its nodes. */
  nodeIds: Array<string>;
};

/** A DAG for executions to follow. */
export type DagInput = {
  /** The rectangle that holds the drawn nodes. */
  bounds?: DagBoundsInput | null | undefined;
  /** The edges. Source and target must be among the nodes. */
  edges?: Array<DagEdgeInput> | null | undefined;
  /** The groups of nodes. */
  groups?: Array<DagGroupInput> | null | undefined;
  /** The direction in which to draw it. */
  layoutDirection?: LayoutDirection | null | undefined;
  /** The nodes, 1 to 10,000. Each id may occur once. */
  nodes: Array<DagNodeInput>;
  /** The title. */
  title?: string | null | undefined;
};

/** A node of a DAG. */
export type DagNodeInput = {
  /** The id within the DAG. */
  id: string;
  /** The kind of work: any text. Constellation uses `Input`, `Output`, `Operation`, `Literal`, `Merge`, `Project`, `FieldAccess`, `Conditional`, `Guard`, `Branch`, `Coalesce`, `HigherOrder`, `ListLiteral`, `BooleanOp` and `StringInterp`. */
  kind?: string | null | undefined;
  /** The label to show. Default: the id. */
  label?: string | null | undefined;
  /** The id of a predecessor that produces a list. In the queue the node runs once for each element, and its output is the list of their outputs. If that list exceeds the bound of an action's input (16 MB by default), the execution fails with TOO_LARGE. */
  mapOver?: string | null | undefined;
  /** The position in the drawing. */
  position?: DagPositionInput | null | undefined;
  /** The retry rule of the queue for this node. Default: three attempts, with a delay of a second that doubles each time. */
  retry?: RetryInput | null | undefined;
  /** The longest time that one attempt may take in the queue, in milliseconds, 1,000 to 86,400,000. Default: as long as its lease is extended. */
  timeoutMs?: number | null | undefined;
  /** The type of the node's value. */
  typeSignature?: string | null | undefined;
};

/** A point in a drawing of a graph. */
export type DagPositionInput = {
  /** The horizontal position, growing to the right. */
  x: number;
  /** The vertical position, growing downwards. */
  y: number;
};

/** How the right side differs from the left one. */
export type DifferenceKind =
  /** Only the right side has it. */
  | 'ADDED'
  /** Both sides have it, and it is not the same. */
  | 'CHANGED'
  /** Only the left side has it. */
  | 'REMOVED';

/** A condition on the output of an edge's source. */
export type EdgeConditionInput = {
  /** The value that is required. */
  equals?: unknown;
  /** The keys and list positions that lead to a value within the output. Default: the output itself. */
  path?: Array<string> | null | undefined;
};

/** How the target of an edge depends on its source. */
export type EdgeKind =
  /** The target waits for the source and gets no value from it. */
  | 'CONTROL'
  /** The target needs the output of the source. */
  | 'DATA'
  /** The target uses the output of the source if there is one. */
  | 'OPTIONAL';

/** Why a request, an element or a field was refused or not answered. `extensions.code` of an error has the same values. */
export type ErrorCode =
  /** A backend did not answer. */
  | 'BACKEND_UNAVAILABLE'
  /** An argument is out of bounds, malformed, or contradicts another one. */
  | 'BAD_USER_INPUT'
  /** The call has more elements than allowed. */
  | 'BATCH_TOO_LARGE'
  /** The change contradicts what is stored. Nothing was changed. */
  | 'CONFLICT'
  /** The caller may not do this, or the backend is read-only. */
  | 'FORBIDDEN'
  /** An unexpected error. The server has logged it. */
  | 'INTERNAL_SERVER_ERROR'
  /** The named record does not exist. */
  | 'NOT_FOUND'
  /** No document of this id is known. Send its text. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The request would cost more than the limits allow. Ask for less, or narrow the filter. */
  | 'QUERY_TOO_EXPENSIVE'
  /** Too many requests. */
  | 'RATE_LIMITED'
  /** A write was not confirmed in time. */
  | 'TIMEOUT'
  /** A value, a text or a body is larger than allowed. */
  | 'TOO_LARGE'
  /** No valid token was given. */
  | 'UNAUTHENTICATED';

/** What can happen to a watched execution. */
export type ExecutionChangeKind =
  /** The execution was deleted. */
  | 'DELETE'
  /** The state as of now: when it begins to be watched, and after changes that may have been missed. */
  | 'SNAPSHOT'
  /** The backend does not answer. When it does again, the newest state follows. */
  | 'UNAVAILABLE'
  /** No backend knows the id. If it is recorded later, an UPDATE follows. */
  | 'UNKNOWN'
  /** The execution was recorded or has changed. */
  | 'UPDATE';

/** A filter for executions. All given conditions must hold. A list matches if one of its elements does, except `tagsAll`. An empty list matches nothing, except an empty `tagsAll`, which matches everything. The ends of a range are included. */
export type ExecutionFilter = {
  /** Is in one of these backends, at most 100. */
  backend?: Array<string> | null | undefined;
  /** Has an error that contains this text, case-sensitive. Needs another condition, as `scriptContains` does. */
  errorContains?: string | null | undefined;
  /** Failed or timed out with an error of one of these groups (`FailureGroup.id`), at most 100. */
  failureGroup?: Array<string> | null | undefined;
  /** Belongs to one of these flows, at most 100. */
  flow?: Array<string> | null | undefined;
  /** Took at most this many milliseconds. An execution that has not finished does not match. */
  maxDurationMs?: number | null | undefined;
  /** Took at least this many milliseconds. An execution that has not finished does not match. */
  minDurationMs?: number | null | undefined;
  /** Is a child of the execution with this id of the engine. */
  parent?: string | null | undefined;
  /** Belongs to this run. */
  run?: RunRefInput | null | undefined;
  /**
   * Ran a script whose path contains this text, case-sensitive. Needs another condition: if flow, status, run, parent,
   * script, tags and time leave more than 100,000 executions of a backend, the answer is QUERY_TOO_EXPENSIVE.
   */
  scriptContains?: string | null | undefined;
  /** Ran this script. */
  scriptPath?: string | null | undefined;
  /** Ran a script whose path starts with this text. */
  scriptPrefix?: string | null | undefined;
  /** Has one of these sources, at most 100. */
  source?: Array<string> | null | undefined;
  /** Started at or after this time. For an execution that has not started, the time it was recorded counts. */
  startedAfter?: string | null | undefined;
  /** Started at or before this time. For an execution that has not started, the time it was recorded counts. */
  startedBefore?: string | null | undefined;
  /** Has one of these statuses, at most 9. */
  status?: Array<ExecutionStatus> | null | undefined;
  /** Has all of these tags, at most 100. */
  tagsAll?: Array<string> | null | undefined;
  /** Has at least one of these tags, at most 100. */
  tagsAny?: Array<string> | null | undefined;
};

/** A whole execution to record. */
export type ExecutionInput = {
  /** The attempts, at most 1,000. Without any, the execution is PENDING. */
  attempts?: Array<AttemptInput> | null | undefined;
  /** The DAG that the execution follows. */
  dag?: DagInput | null | undefined;
  /** The error, at most 100,000 characters. Only together with `status`. */
  error?: string | null | undefined;
  /** When it finished. Only together with a final `status`. Default: the time of the call. */
  finishedAt?: string | null | undefined;
  /** The name of the flow, 1 to 255 characters. */
  flow: string;
  /** The last heartbeat. */
  heartbeatAt?: string | null | undefined;
  /** After this many milliseconds without a heartbeat the execution counts as failed, 1 to 1,000,000,000,000. */
  heartbeatTimeoutMs?: number | null | undefined;
  /** The engine's own id, 1 to 255 characters. */
  id: string;
  /** The inputs: at most 100,000 JSON values, nested at most 500 levels deep. */
  inputs?: unknown;
  /** Further facts, at most 10,000. */
  metadata?: Array<MetadataInput> | null | undefined;
  /** The results of the DAG's nodes, at most 10,000. */
  nodeResults?: Array<NodeResultInput> | null | undefined;
  /** The outputs: at most 100,000 JSON values, nested at most 500 levels deep. */
  outputs?: unknown;
  /** The id of the parent execution, which is another one, 1 to 255 characters. */
  parentId?: string | null | undefined;
  /** The number of the run that the execution belongs to. The run is created if the flow has none with that number. */
  runNumber?: number | null | undefined;
  /** The share of such executions that is kept if they succeed, 0 to 1. Default: the server's rate for the flow. Executions from the sources `dashboard`, `vscode` and `vscode-extension` are always kept. */
  sampleRate?: number | null | undefined;
  /** The path of the script, at most 1,024 bytes of UTF-8. */
  scriptPath?: string | null | undefined;
  /** Where the execution was started from, at most 255 characters. */
  source?: string | null | undefined;
  /** When it started. Only together with `status`. */
  startedAt?: string | null | undefined;
  /** The state of the attempt in progress. */
  state?: ReportedState | null | undefined;
  /**
   * The status in the engine's own words, for engines that report no attempts: `pending`, `queued`, `running`,
   * `in_progress`, `waiting`, `paused`, `succeeded`, `success`, `completed`, `failed`, `error`, `cancelled`, `canceled`,
   * `timeout`, `timed_out` and the like. Not together with `attempts` or `state`.
   */
  status?: string | null | undefined;
  /** The step of the run that the execution is, 1 to 255 characters. The step `end` decides the status of the run. */
  step?: string | null | undefined;
  /** The tags, such as `session:4711` or `actor:ann`. At most 100, each 1 to 255 characters. */
  tags?: Array<string> | null | undefined;
};

/** The order of executions: by start time. For an execution that has not started, the time it was recorded counts. Pages neither repeat nor skip an execution while others are recorded. */
export type ExecutionOrder = {
  /** The direction. */
  direction: OrderDirection;
};

/** Two executions to compare, of any flows and backends. */
export type ExecutionPairInput = {
  /** The base: an id of the engine, or a key (`backend:id`). Default: the last COMPLETED execution of the same flow and step that had finished when `right` started. In Metaflow it is looked for in the ten newest runs up to that of `right`. */
  left?: string | null | undefined;
  /** The execution that is compared with the base: an id of the engine, or a key. */
  right: string;
};

/** Changes to one execution. */
export type ExecutionPatch = {
  /** Tags to add. They may be added at any time, at most 100 in one patch. */
  addTags?: Array<string> | null | undefined;
  /** The error. Only together with `status`. */
  error?: string | null | undefined;
  /** Apply the patch only if this is the execution's `version`. Otherwise it is a CONFLICT, and `problem.current` has the current version. */
  expectedVersion?: string | null | undefined;
  /** Finishes an attempt. Repeating the verdict of a finished attempt is ignored. */
  finishAttempt?: FinishAttemptInput | null | undefined;
  /** When it finished. Only together with a final `status`. Default: the time of the call. */
  finishedAt?: string | null | undefined;
  /** A heartbeat. One that is older than the stored one changes nothing. */
  heartbeatAt?: string | null | undefined;
  /** From now on, the execution counts as failed after this many milliseconds without a heartbeat. */
  heartbeatTimeoutMs?: number | null | undefined;
  /** The id of the execution. */
  id: string;
  /** Facts to add, such as notes. They may be added at any time. */
  metadata?: Array<MetadataInput> | null | undefined;
  /** Results of nodes. Of a stored result, only the given fields change. A finished result is final. */
  nodeResults?: Array<NodeResultInput> | null | undefined;
  /** The outputs. They replace the stored ones. A new attempt keeps the stored ones until it has its own. */
  outputs?: unknown;
  /** Tags to remove. A tag that the execution does not have is ignored. */
  removeTags?: Array<string> | null | undefined;
  /** Starts an attempt. */
  startAttempt?: StartAttemptInput | null | undefined;
  /** When it started. Only together with `status`. */
  startedAt?: string | null | undefined;
  /** The state of the attempt in progress. `null` means that it runs. */
  state?: ReportedState | null | undefined;
  /** The status in the engine's own words, as in `recordExecutions`: starts or finishes the attempt, or sets its state. Not together with `startAttempt`, `finishAttempt` or `state`. */
  status?: string | null | undefined;
};

/** The status of an execution. Clients should treat a value they do not know as UNKNOWN. */
export type ExecutionStatus =
  /** It was cancelled. */
  | 'CANCELLED'
  /** The current attempt succeeded. */
  | 'COMPLETED'
  /** The current attempt failed, or its heartbeats stopped. */
  | 'FAILED'
  /** The engine reported that the execution is paused. */
  | 'PAUSED'
  /** No attempt is under way: none has started, or the last one has ended, `attempt` is its number, and the next one is to come, because the execution was queued again (`retryExecutions`) or its engine tries again. */
  | 'PENDING'
  /** An attempt is in progress. */
  | 'RUNNING'
  /** It timed out. */
  | 'TIMED_OUT'
  /** The execution finished without a readable verdict. */
  | 'UNKNOWN'
  /** The engine reported that the execution waits for something outside, such as an approval. */
  | 'WAITING';

/** The kinds of differences from the last one that went well. */
export type FailureChangeKind =
  /** An input. */
  | 'INPUT'
  /** A tag. */
  | 'TAG'
  /**
   * A mark of a version: the DAG, the path of the script, or a tag `name:value` or a fact whose name ends in `version`,
   * `commit`, `revision`, `sha`, `image`, `release` or `build`, in any case.
   */
  | 'VERSION';

/** The order of groups of failures. */
export type FailureGroupOrder =
  /** Most failures first. */
  | 'COUNT'
  /** The latest first failure first: what is new. */
  | 'FIRST_SEEN'
  /** The latest failure first. */
  | 'LAST_SEEN';

/** The kinds of records in which a failure can begin. */
export type FailureStepKind =
  /** An execution. */
  | 'EXECUTION'
  /** A node of an execution's DAG. */
  | 'NODE'
  /** A run. */
  | 'RUN';

/** An attempt to finish. */
export type FinishAttemptInput = {
  /** The error. */
  error?: string | null | undefined;
  /** When it finished. Default: the time of the call. */
  finishedAt?: string | null | undefined;
  /** The number. Default: the current attempt. */
  number?: number | null | undefined;
  /** The result. */
  verdict: Verdict;
};

/** The direction in which a graph is drawn. */
export type LayoutDirection =
  /** From left to right. */
  | 'LR'
  /** From top to bottom. */
  | 'TB';

/** A fact about an execution. */
export type MetadataInput = {
  /** The attempt that the fact belongs to. 0 means the execution as a whole. */
  attempt?: number | null | undefined;
  /** The name of the fact, 1 to 255 characters. `attempt`, `attempt_ok` and `attempt_error` are reserved for attempts. */
  field: string;
  /** The time of the fact. Default: the time of the call. */
  ts?: string | null | undefined;
  /** The value of the fact, at most 100,000 characters. */
  value: string;
};

/** The executions to move, and their backend. */
export type MoveExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: string | null | undefined;
  /** The ids, 1 to 500. */
  ids: Array<string>;
};

/** The result of one node in one attempt. */
export type NodeResultInput = {
  /** The number of the attempt, from 1. */
  attempt?: number | null | undefined;
  /** The error, at most 100,000 characters. */
  error?: string | null | undefined;
  /** When it finished. */
  finishedAt?: string | null | undefined;
  /** The id of the node in the DAG, 1 to 255 characters. */
  nodeId: string;
  /** When it started. */
  startedAt?: string | null | undefined;
  /** The status. */
  status: NodeStatus;
  /** The value that the node produced: at most 100,000 JSON values, nested at most 500 levels deep. */
  value?: unknown;
};

/** The status of one node of an execution's DAG. */
export type NodeStatus =
  /** It was cancelled. */
  | 'CANCELLED'
  /** It succeeded. */
  | 'COMPLETED'
  /** It failed. */
  | 'FAILED'
  /** At least one predecessor is not finished. */
  | 'PENDING'
  /** A worker can claim the node. */
  | 'READY'
  /** A worker is working on the node. */
  | 'RUNNING'
  /** It was skipped. */
  | 'SKIPPED'
  /** The engine gives it a status that Execgraph does not know. */
  | 'UNKNOWN';

/** What to do with a record whose id is already stored. */
export type OnConflict =
  /** Refuse the record with a CONFLICT. */
  | 'FAIL'
  /** Ignore the record without a problem. The stored one stays. */
  | 'IGNORE'
  /** Replace the stored record as a whole. */
  | 'REPLACE';

/** The direction of an order. */
export type OrderDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** The input of `recordExecutions`. */
export type RecordExecutionsInput = {
  /** The backend that stores them. Default: the first one that takes writes. */
  backend?: string | null | undefined;
  /** The executions, 1 to 500. */
  executions: Array<ExecutionInput>;
  /** What to do with an id that is already stored, or that occurs earlier in this call. */
  onConflict?: OnConflict | null | undefined;
};

/** A state that an engine can report for an attempt in progress. */
export type ReportedState =
  /** Paused. */
  | 'PAUSED'
  /** Waiting for something outside. */
  | 'WAITING';

/** The retry rule of a node. */
export type RetryInput = {
  /** How the delay between attempts grows. */
  backoff?: Backoff | null | undefined;
  /** The delay before the second attempt, in milliseconds, 0 to 3,600,000. No delay is longer than an hour. */
  delayMs?: number | null | undefined;
  /** The most attempts, 1 to 100. */
  maxAttempts: number;
};

/** A filter for runs. All given conditions must hold. A list matches if one of its elements does, except `tagsAll`. An empty list matches nothing, except an empty `tagsAll`, which matches everything. The ends of a range are included. */
export type RunFilter = {
  /** Is in one of these backends, at most 100. */
  backend?: Array<string> | null | undefined;
  /** Belongs to one of these flows, at most 100. */
  flow?: Array<string> | null | undefined;
  /** Sent its last heartbeat at or after this time. */
  heartbeatAfter?: string | null | undefined;
  /** Sent its last heartbeat at or before this time. */
  heartbeatBefore?: string | null | undefined;
  /** Took at most this many milliseconds. */
  maxDurationMs?: number | null | undefined;
  /** Took at least this many milliseconds. */
  minDurationMs?: number | null | undefined;
  /** Has a name or number that starts with this text. */
  refPrefix?: string | null | undefined;
  /** Started at or after this time. */
  startedAfter?: string | null | undefined;
  /** Started at or before this time. */
  startedBefore?: string | null | undefined;
  /** Has one of these statuses, at most 3. */
  status?: Array<RunStatus> | null | undefined;
  /** Has all of these tags, at most 100. */
  tagsAll?: Array<string> | null | undefined;
  /** Has at least one of these tags, at most 100. */
  tagsAny?: Array<string> | null | undefined;
  /** Was started by one of these users, at most 100. */
  user?: Array<string> | null | undefined;
};

/** The order of runs. */
export type RunOrder = {
  /** The direction. */
  direction?: OrderDirection | null | undefined;
  /** The field to order by. Runs without a value come after all others when ascending, ordered by start time. */
  field: RunOrderField;
};

/** The fields that runs can be ordered by. */
export type RunOrderField =
  /** The duration. All pages use the clock of the first one. */
  | 'DURATION'
  /** The finish time. All pages use the clock of the first one. */
  | 'FINISHED'
  /** The name of the flow, then the run's number. */
  | 'FLOW'
  /** The start time. Pages neither repeat nor skip a run while others are recorded. */
  | 'STARTED';

/** Two runs to compare, of any flows and backends. */
export type RunPairInput = {
  /** The base: an id as in `Run.id`, such as `main:Train/7`, or `Train/7` in whatever backend has it. Default: the newest COMPLETED run of the same flow that had finished when `right` started. */
  left?: string | null | undefined;
  /** The run that is compared with the base: an id. */
  right: string;
};

/** A reference to a run. */
export type RunRefInput = {
  /** The name of the flow. */
  flow: string;
  /** The run's number. */
  number: number;
};

/** The status of a run. */
export type RunStatus =
  /** The last step succeeded. */
  | 'COMPLETED'
  /** The last step failed, or the heartbeats stopped. */
  | 'FAILED'
  /** The run sends heartbeats, or its last step is being retried. */
  | 'RUNNING';

/** An attempt to start. */
export type StartAttemptInput = {
  /** The number. Default: the number after the last attempt, which must be finished. */
  number?: number | null | undefined;
  /** When it started. Default: the time of the call. */
  startedAt?: string | null | undefined;
};

/** An execution to start. */
export type StartExecutionInput = {
  /** The DAG to follow; it must not have a cycle. Default: the DAG of the whole call. */
  dag?: DagInput | null | undefined;
  /** The name of the flow, 1 to 255 characters. */
  flow: string;
  /** The id, 1 to 255 characters. Default: a new id, unless `idempotencyKey` is given. */
  id?: string | null | undefined;
  /** Makes the call repeatable: the id is derived from this key and the flow. Not together with `id`. */
  idempotencyKey?: string | null | undefined;
  /** The inputs, given to the first nodes: at most 100,000 JSON values, nested at most 500 levels deep. */
  inputs?: unknown;
  /** The id of the parent execution, which is another one. */
  parentId?: string | null | undefined;
  /** The priority, -1,000 to 1,000. Higher ones come first. */
  priority?: number | null | undefined;
  /** The earliest time to begin. */
  runAt?: string | null | undefined;
  /** The number of the run that the execution belongs to. */
  runNumber?: number | null | undefined;
  /** The share of such executions that is kept if they succeed, 0 to 1. */
  sampleRate?: number | null | undefined;
  /** The path of the script. */
  scriptPath?: string | null | undefined;
  /** Where the execution was started from. */
  source?: string | null | undefined;
  /** The step of the run that the execution is. */
  step?: string | null | undefined;
  /** The tags. At most 100, each 1 to 255 characters. */
  tags?: Array<string> | null | undefined;
};

/** The input of `startExecutions`. */
export type StartExecutionsInput = {
  /** The backend that takes them. Default: the first one that takes writes. */
  backend?: string | null | undefined;
  /** The DAG of the executions that have none of their own. */
  dag?: DagInput | null | undefined;
  /** The executions, 1 to 500. */
  executions: Array<StartExecutionInput>;
};

/** Why a status is what it is: the branch of the status rule that decided. */
export type StatusReason =
  /** The newest verdict is a failure. */
  | 'ATTEMPT_FAILED'
  /** The newest verdict is a success. */
  | 'ATTEMPT_OK'
  /** An attempt started and has no verdict yet. */
  | 'ATTEMPT_STARTED'
  /** The verdict says that the attempt was cancelled. */
  | 'CANCELLED'
  /** There is no verdict yet, and the last heartbeat is recent. */
  | 'HEARTBEAT_FRESH'
  /** There is no verdict, and the last heartbeat is too old. */
  | 'HEARTBEAT_STALE'
  /** The attempt never finished, and is too old to be running. */
  | 'NEVER_FINISHED'
  /** The next attempt started before this one had a verdict. */
  | 'NEXT_ATTEMPT_STARTED'
  /** There is no verdict, and there never was a heartbeat. */
  | 'NO_HEARTBEAT'
  /** The attempt finished without a readable verdict. */
  | 'NO_VERDICT'
  /** No attempt has started, or the execution was queued again and its next attempt has not started. */
  | 'QUEUED'
  /** The engine reported this state. */
  | 'REPORTED'
  /** A new attempt started after a failed one. */
  | 'RETRYING'
  /** The verdict says that the attempt timed out. */
  | 'TIMED_OUT';

/** The input of `updateExecutions`. */
export type UpdateExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: string | null | undefined;
  /** The patches, 1 to 500. They are applied in order. */
  executions: Array<ExecutionPatch>;
};

/** The result of an attempt. */
export type Verdict =
  /** It was cancelled. */
  | 'CANCELLED'
  /** It failed. */
  | 'FAILED'
  /** It succeeded. */
  | 'OK'
  /** It timed out. */
  | 'TIMED_OUT';

export type RecordMutationVariables = Exact<{
  input: RecordExecutionsInput;
}>;


export type RecordMutation = { recordExecutions: { results: Array<{ index: number, ok: boolean, stored: boolean, id: string | null, problem: { code: ErrorCode, message: string, field: string | null, limit: number | null, received: number | null, current: string | null } | null }> } | null };

export type UpdateMutationVariables = Exact<{
  input: UpdateExecutionsInput;
}>;


export type UpdateMutation = { updateExecutions: { results: Array<{ index: number, ok: boolean, stored: boolean, id: string | null, problem: { code: ErrorCode, message: string, field: string | null, limit: number | null, received: number | null, current: string | null } | null }> } | null };

export type StartMutationVariables = Exact<{
  input: StartExecutionsInput;
}>;


export type StartMutation = { startExecutions: { results: Array<{ index: number, ok: boolean, started: boolean, id: string | null, problem: { code: ErrorCode, message: string, field: string | null, limit: number | null, received: number | null, current: string | null } | null }> } | null };

export type CancelMutationVariables = Exact<{
  input: MoveExecutionsInput;
}>;


export type CancelMutation = { cancelExecutions: { results: Array<{ index: number, ok: boolean, id: string | null, problem: { code: ErrorCode, message: string, field: string | null, limit: number | null, received: number | null, current: string | null } | null }> } | null };

export type RetryMutationVariables = Exact<{
  input: MoveExecutionsInput;
}>;


export type RetryMutation = { retryExecutions: { results: Array<{ index: number, ok: boolean, id: string | null, problem: { code: ErrorCode, message: string, field: string | null, limit: number | null, received: number | null, current: string | null } | null }> } | null };

export type ProblemFragment = { code: ErrorCode, message: string, field: string | null, limit: number | null, received: number | null, current: string | null };

export type CompareRunsQueryVariables = Exact<{
  pairs: Array<RunPairInput> | RunPairInput;
}>;


export type CompareRunsQuery = { compareRuns: Array<{ durationDifferenceMs: number | null, left: { id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null } | null, right: { id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null }, tags: { added: Array<string>, removed: Array<string> } | null, systemTags: { added: Array<string>, removed: Array<string> } | null, steps: Array<{ name: string, kind: DifferenceKind | null, durationDifferenceMs: number | null, left: { status: ExecutionStatus | null, attempt: number, startedAt: string | null, durationMs: number | null } | null, right: { status: ExecutionStatus | null, attempt: number, startedAt: string | null, durationMs: number | null } | null, execution: { left: { key: string } | null, right: { key: string }, inputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null, error: { left: string | null, right: string | null } | null } | null }> | null } | null> | null };

export type CompareExecutionsQueryVariables = Exact<{
  pairs: Array<ExecutionPairInput> | ExecutionPairInput;
}>;


export type CompareExecutionsQuery = { compareExecutions: Array<{ durationDifferenceMs: number | null, left: { key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null } | null, right: { key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null }, tags: { added: Array<string>, removed: Array<string> } | null, inputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null, outputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null, error: { left: string | null, right: string | null } | null } | null> | null };

export type StepSideFragment = { status: ExecutionStatus | null, attempt: number, startedAt: string | null, durationMs: number | null };

export type DifferencesFragment = { hasMore: boolean, isExact: boolean, differences: Array<{ kind: DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> };

export type LookUpQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type LookUpQuery = { executions: Array<{ key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null } | null> | null };

export type ListExecutionsQueryVariables = Exact<{
  filter?: ExecutionFilter | null | undefined;
  orderBy?: ExecutionOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListExecutionsQuery = { executionHistory: { unavailable: Array<string>, nodes: Array<{ key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type WatchExecutionsSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;


export type WatchExecutionsSubscription = { executionsChanged: { kind: ExecutionChangeKind, id: string, backend: string | null, execution: { key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null } | null } };

export type ExecutionFragment = { key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null };

export type ListGroupsQueryVariables = Exact<{
  filter?: ExecutionFilter | null | undefined;
  orderBy?: FailureGroupOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListGroupsQuery = { failureGroups: { isExact: boolean, unavailable: Array<string>, nodes: Array<{ id: string, title: string, count: number, isExact: boolean, share: number | null, firstSeen: string, lastSeen: string, isNew: boolean, isRising: boolean, flows: Array<{ flow: string, count: number }>, newest: { key: string, id: string, flow: string, step: string | null, startedAt: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GroupFragment = { id: string, title: string, count: number, isExact: boolean, share: number | null, firstSeen: string, lastSeen: string, isNew: boolean, isRising: boolean, flows: Array<{ flow: string, count: number }>, newest: { key: string, id: string, flow: string, step: string | null, startedAt: string | null } | null };

export type ListRunsQueryVariables = Exact<{
  filter?: RunFilter | null | undefined;
  orderBy?: RunOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListRunsQuery = { runs: { unavailable: Array<string>, nodes: Array<{ id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RunByRefQueryVariables = Exact<{
  flow: string;
  ref?: string | null | undefined;
  status?: Array<RunStatus> | RunStatus | null | undefined;
  backend?: string | null | undefined;
}>;


export type RunByRefQuery = { run: { systemTags: Array<string> | null, heartbeatStale: boolean, heartbeatTimeoutMs: number, id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: ExecutionStatus, value: number }> }> | null, metadata: { nodes: Array<{ id: string, step: string, field: string, value: string, attempt: number | null, ts: string | null }> } | null, previous: { id: string } | null, next: { id: string } | null } | null };

export type RunByIdQueryVariables = Exact<{
  id: string;
}>;


export type RunByIdQuery = { compareRuns: Array<{ right: { systemTags: Array<string> | null, heartbeatStale: boolean, heartbeatTimeoutMs: number, id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: ExecutionStatus, value: number }> }> | null, metadata: { nodes: Array<{ id: string, step: string, field: string, value: string, attempt: number | null, ts: string | null }> } | null, previous: { id: string } | null, next: { id: string } | null } } | null> | null };

export type RunFragment = { id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null };

export type RunDetailFragment = { systemTags: Array<string> | null, heartbeatStale: boolean, heartbeatTimeoutMs: number, id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: ExecutionStatus, value: number }> }> | null, metadata: { nodes: Array<{ id: string, step: string, field: string, value: string, attempt: number | null, ts: string | null }> } | null, previous: { id: string } | null, next: { id: string } | null };

export type UsualFragment = { p50Ms: number, p95Ms: number, count: number, ratio: number | null };

export type LookAtAttentionQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type LookAtAttentionQuery = { attention: { notLookedAt: Array<string>, unavailable: Array<string>, items: Array<{ id: string, kind: AttentionKind, why: string, since: string, factor: number, backend: string, flow: string | null, queue: string | null, execution: { key: string } | null, run: { id: string, backend: string, flow: string, number: number } | null, group: { id: string, title: string, count: number } | null }> } | null };

export type LookAtQueueQueryVariables = Exact<{
  backend?: string | null | undefined;
}>;


export type LookAtQueueQuery = { queue: { backend: string, open: number, future: number, delayed: number, inFlight: number, oldestMs: number | null, waiting: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, ready: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, workers: Array<{ id: string, kinds: Array<string>, seenAt: string }>, rates: Array<{ name: string, total: number, perSecond: number }> } | null };

export type BacklogFragment = { name: string, value: number, isExact: boolean, oldest: string };

export type WhyRunQueryVariables = Exact<{
  flow: string;
  ref?: string | null | undefined;
  status?: Array<RunStatus> | RunStatus | null | undefined;
  backend?: string | null | undefined;
}>;


export type WhyRunQuery = { run: { id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, execution: { key: string, id: string, flow: string, step: string | null } | null, path: Array<{ kind: FailureStepKind, id: string, name: string, status: ExecutionStatus, attempt: number | null, endedAt: string | null }>, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string } | null, changed: Array<{ kind: FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null } | null };

export type WhyRunByIdQueryVariables = Exact<{
  id: string;
}>;


export type WhyRunByIdQuery = { compareRuns: Array<{ right: { id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, execution: { key: string, id: string, flow: string, step: string | null } | null, path: Array<{ kind: FailureStepKind, id: string, name: string, status: ExecutionStatus, attempt: number | null, endedAt: string | null }>, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string } | null, changed: Array<{ kind: FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null } } | null> | null };

export type WhyExecutionQueryVariables = Exact<{
  id: string;
}>;


export type WhyExecutionQuery = { execution: { key: string, id: string, backend: string, version: string, flow: string, step: string | null, status: ExecutionStatus, statusReason: StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, error: string | null, source: string | null, scriptPath: string | null, nodeCount: number, outputPreview: string | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, execution: { key: string, id: string, flow: string, step: string | null } | null, path: Array<{ kind: FailureStepKind, id: string, name: string, status: ExecutionStatus, attempt: number | null, endedAt: string | null }>, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string } | null, changed: Array<{ kind: FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null } | null };

export type RunWithFailureFragment = { id: string, backend: string, flow: string, number: number, name: string | null, version: string, user: string | null, tags: Array<string> | null, status: RunStatus, statusReason: StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, execution: { key: string, id: string, flow: string, step: string | null } | null, path: Array<{ kind: FailureStepKind, id: string, name: string, status: ExecutionStatus, attempt: number | null, endedAt: string | null }>, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string } | null, changed: Array<{ kind: FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null };

export type FailureFragment = { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, execution: { key: string, id: string, flow: string, step: string | null } | null, path: Array<{ kind: FailureStepKind, id: string, name: string, status: ExecutionStatus, attempt: number | null, endedAt: string | null }>, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string } | null, changed: Array<{ kind: FailureChangeKind, path: string, before: string | null, after: string | null }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ProblemFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Problem on Problem {
  code
  message
  field
  limit
  received
  current
}
    `, {"fragmentName":"Problem"}) as unknown as TypedDocumentString<ProblemFragment, unknown>;
export const StepSideFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment StepSide on StepState {
  status
  attempt
  startedAt
  durationMs
}
    `, {"fragmentName":"StepSide"}) as unknown as TypedDocumentString<StepSideFragment, unknown>;
export const DifferencesFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Differences on PayloadComparison {
  differences {
    kind
    path
    left {
      preview
      bytes
      truncated
    }
    right {
      preview
      bytes
      truncated
    }
  }
  hasMore
  isExact
}
    `, {"fragmentName":"Differences"}) as unknown as TypedDocumentString<DifferencesFragment, unknown>;
export const ExecutionFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Execution on Execution {
  key
  id
  backend
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  error
  source
  scriptPath
  nodeCount
  outputPreview
}
    `, {"fragmentName":"Execution"}) as unknown as TypedDocumentString<ExecutionFragment, unknown>;
export const GroupFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Group on FailureGroup {
  id
  title
  count
  isExact
  share
  firstSeen
  lastSeen
  isNew
  isRising
  flows(first: 5) {
    flow
    count
  }
  newest {
    key
    id
    flow
    step
    startedAt
  }
}
    `, {"fragmentName":"Group"}) as unknown as TypedDocumentString<GroupFragment, unknown>;
export const RunFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
    `, {"fragmentName":"Run"}) as unknown as TypedDocumentString<RunFragment, unknown>;
export const UsualFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
    `, {"fragmentName":"Usual"}) as unknown as TypedDocumentString<UsualFragment, unknown>;
export const RunDetailFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment RunDetail on Run {
  ...Run
  systemTags
  heartbeatStale
  heartbeatTimeoutMs
  usual {
    ...Usual
  }
  failure {
    summary
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
  metadata(last: 100) {
    nodes {
      id
      step
      field
      value
      attempt
      ts
    }
  }
  previous {
    id
  }
  next {
    id
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}`, {"fragmentName":"RunDetail"}) as unknown as TypedDocumentString<RunDetailFragment, unknown>;
export const BacklogFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Backlog on QueueBacklog {
  name
  value
  isExact
  oldest
}
    `, {"fragmentName":"Backlog"}) as unknown as TypedDocumentString<BacklogFragment, unknown>;
export const FailureFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Failure on Failure {
  summary
  at
  attempt
  node
  error
  execution {
    key
    id
    flow
    step
  }
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
  }
  changed(first: 5) {
    kind
    path
    before
    after
  }
}
    `, {"fragmentName":"Failure"}) as unknown as TypedDocumentString<FailureFragment, unknown>;
export const RunWithFailureFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment RunWithFailure on Run {
  ...Run
  failure {
    ...Failure
  }
  usual {
    ...Usual
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment Failure on Failure {
  summary
  at
  attempt
  node
  error
  execution {
    key
    id
    flow
    step
  }
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
  }
  changed(first: 5) {
    kind
    path
    before
    after
  }
}`, {"fragmentName":"RunWithFailure"}) as unknown as TypedDocumentString<RunWithFailureFragment, unknown>;
export const RecordDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Record($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) {
    results {
      index
      ok
      stored
      id
      problem {
        ...Problem
      }
    }
  }
}
    fragment Problem on Problem {
  code
  message
  field
  limit
  received
  current
}`) as unknown as TypedDocumentString<RecordMutation, RecordMutationVariables>;
export const UpdateDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Update($input: UpdateExecutionsInput!) {
  updateExecutions(input: $input) {
    results {
      index
      ok
      stored
      id
      problem {
        ...Problem
      }
    }
  }
}
    fragment Problem on Problem {
  code
  message
  field
  limit
  received
  current
}`) as unknown as TypedDocumentString<UpdateMutation, UpdateMutationVariables>;
export const StartDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Start($input: StartExecutionsInput!) {
  startExecutions(input: $input) {
    results {
      index
      ok
      started
      id
      problem {
        ...Problem
      }
    }
  }
}
    fragment Problem on Problem {
  code
  message
  field
  limit
  received
  current
}`) as unknown as TypedDocumentString<StartMutation, StartMutationVariables>;
export const CancelDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Cancel($input: MoveExecutionsInput!) {
  cancelExecutions(input: $input) {
    results {
      index
      ok
      id
      problem {
        ...Problem
      }
    }
  }
}
    fragment Problem on Problem {
  code
  message
  field
  limit
  received
  current
}`) as unknown as TypedDocumentString<CancelMutation, CancelMutationVariables>;
export const RetryDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Retry($input: MoveExecutionsInput!) {
  retryExecutions(input: $input) {
    results {
      index
      ok
      id
      problem {
        ...Problem
      }
    }
  }
}
    fragment Problem on Problem {
  code
  message
  field
  limit
  received
  current
}`) as unknown as TypedDocumentString<RetryMutation, RetryMutationVariables>;
export const CompareRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query CompareRuns($pairs: [RunPairInput!]!) {
  compareRuns(pairs: $pairs) {
    left {
      ...Run
    }
    right {
      ...Run
    }
    durationDifferenceMs
    tags {
      added
      removed
    }
    systemTags {
      added
      removed
    }
    steps {
      name
      kind
      left {
        ...StepSide
      }
      right {
        ...StepSide
      }
      durationDifferenceMs
      execution {
        left {
          key
        }
        right {
          key
        }
        inputs(first: 20) {
          ...Differences
        }
        error {
          left
          right
        }
      }
    }
  }
}
    fragment StepSide on StepState {
  status
  attempt
  startedAt
  durationMs
}
fragment Differences on PayloadComparison {
  differences {
    kind
    path
    left {
      preview
      bytes
      truncated
    }
    right {
      preview
      bytes
      truncated
    }
  }
  hasMore
  isExact
}
fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}`) as unknown as TypedDocumentString<CompareRunsQuery, CompareRunsQueryVariables>;
export const CompareExecutionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query CompareExecutions($pairs: [ExecutionPairInput!]!) {
  compareExecutions(pairs: $pairs) {
    left {
      ...Execution
    }
    right {
      ...Execution
    }
    durationDifferenceMs
    tags {
      added
      removed
    }
    inputs(first: 100) {
      ...Differences
    }
    outputs(first: 100) {
      ...Differences
    }
    error {
      left
      right
    }
  }
}
    fragment Differences on PayloadComparison {
  differences {
    kind
    path
    left {
      preview
      bytes
      truncated
    }
    right {
      preview
      bytes
      truncated
    }
  }
  hasMore
  isExact
}
fragment Execution on Execution {
  key
  id
  backend
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  error
  source
  scriptPath
  nodeCount
  outputPreview
}`) as unknown as TypedDocumentString<CompareExecutionsQuery, CompareExecutionsQueryVariables>;
export const LookUpDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LookUp($ids: [ID!]!) {
  executions(ids: $ids) {
    ...Execution
  }
}
    fragment Execution on Execution {
  key
  id
  backend
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  error
  source
  scriptPath
  nodeCount
  outputPreview
}`) as unknown as TypedDocumentString<LookUpQuery, LookUpQueryVariables>;
export const ListExecutionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ListExecutions($filter: ExecutionFilter, $orderBy: ExecutionOrder, $first: Int, $after: String) {
  executionHistory(
    filter: $filter
    orderBy: $orderBy
    first: $first
    after: $after
  ) {
    nodes {
      ...Execution
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment Execution on Execution {
  key
  id
  backend
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  error
  source
  scriptPath
  nodeCount
  outputPreview
}`) as unknown as TypedDocumentString<ListExecutionsQuery, ListExecutionsQueryVariables>;
export const WatchExecutionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription WatchExecutions($ids: [ID!]!) {
  executionsChanged(ids: $ids) {
    kind
    id
    backend
    execution {
      ...Execution
    }
  }
}
    fragment Execution on Execution {
  key
  id
  backend
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  error
  source
  scriptPath
  nodeCount
  outputPreview
}`) as unknown as TypedDocumentString<WatchExecutionsSubscription, WatchExecutionsSubscriptionVariables>;
export const ListGroupsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ListGroups($filter: ExecutionFilter, $orderBy: FailureGroupOrder, $first: Int, $after: String) {
  failureGroups(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      ...Group
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    isExact
    unavailable
  }
}
    fragment Group on FailureGroup {
  id
  title
  count
  isExact
  share
  firstSeen
  lastSeen
  isNew
  isRising
  flows(first: 5) {
    flow
    count
  }
  newest {
    key
    id
    flow
    step
    startedAt
  }
}`) as unknown as TypedDocumentString<ListGroupsQuery, ListGroupsQueryVariables>;
export const ListRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ListRuns($filter: RunFilter, $orderBy: RunOrder, $first: Int, $after: String) {
  runs(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      ...Run
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}`) as unknown as TypedDocumentString<ListRunsQuery, ListRunsQueryVariables>;
export const RunByRefDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RunByRef($flow: String!, $ref: String, $status: [RunStatus!], $backend: String) {
  run(flow: $flow, ref: $ref, status: $status, backend: $backend) {
    ...RunDetail
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
fragment RunDetail on Run {
  ...Run
  systemTags
  heartbeatStale
  heartbeatTimeoutMs
  usual {
    ...Usual
  }
  failure {
    summary
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
  metadata(last: 100) {
    nodes {
      id
      step
      field
      value
      attempt
      ts
    }
  }
  previous {
    id
  }
  next {
    id
  }
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}`) as unknown as TypedDocumentString<RunByRefQuery, RunByRefQueryVariables>;
export const RunByIdDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RunById($id: ID!) {
  compareRuns(pairs: [{left: $id, right: $id}]) {
    right {
      ...RunDetail
    }
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
fragment RunDetail on Run {
  ...Run
  systemTags
  heartbeatStale
  heartbeatTimeoutMs
  usual {
    ...Usual
  }
  failure {
    summary
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
  metadata(last: 100) {
    nodes {
      id
      step
      field
      value
      attempt
      ts
    }
  }
  previous {
    id
  }
  next {
    id
  }
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}`) as unknown as TypedDocumentString<RunByIdQuery, RunByIdQueryVariables>;
export const LookAtAttentionDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LookAtAttention($first: Int) {
  attention(first: $first) {
    items {
      id
      kind
      why
      since
      factor
      backend
      flow
      queue
      execution {
        key
      }
      run {
        id
        backend
        flow
        number
      }
      group {
        id
        title
        count
      }
    }
    notLookedAt
    unavailable
  }
}
    `) as unknown as TypedDocumentString<LookAtAttentionQuery, LookAtAttentionQueryVariables>;
export const LookAtQueueDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LookAtQueue($backend: String) {
  queue(backend: $backend) {
    backend
    waiting {
      ...Backlog
    }
    ready {
      ...Backlog
    }
    open
    future
    delayed
    inFlight
    oldestMs
    workers {
      id
      kinds
      seenAt
    }
    rates {
      name
      total
      perSecond
    }
  }
}
    fragment Backlog on QueueBacklog {
  name
  value
  isExact
  oldest
}`) as unknown as TypedDocumentString<LookAtQueueQuery, LookAtQueueQueryVariables>;
export const WhyRunDocument = /*#__PURE__*/ new TypedDocumentString(`
    query WhyRun($flow: String!, $ref: String, $status: [RunStatus!], $backend: String) {
  run(flow: $flow, ref: $ref, status: $status, backend: $backend) {
    ...RunWithFailure
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment RunWithFailure on Run {
  ...Run
  failure {
    ...Failure
  }
  usual {
    ...Usual
  }
}
fragment Failure on Failure {
  summary
  at
  attempt
  node
  error
  execution {
    key
    id
    flow
    step
  }
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
  }
  changed(first: 5) {
    kind
    path
    before
    after
  }
}`) as unknown as TypedDocumentString<WhyRunQuery, WhyRunQueryVariables>;
export const WhyRunByIdDocument = /*#__PURE__*/ new TypedDocumentString(`
    query WhyRunById($id: ID!) {
  compareRuns(pairs: [{left: $id, right: $id}]) {
    right {
      ...RunWithFailure
    }
  }
}
    fragment Run on Run {
  id
  backend
  flow
  number
  name
  version
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  durationMs
  heartbeatAt
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment RunWithFailure on Run {
  ...Run
  failure {
    ...Failure
  }
  usual {
    ...Usual
  }
}
fragment Failure on Failure {
  summary
  at
  attempt
  node
  error
  execution {
    key
    id
    flow
    step
  }
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
  }
  changed(first: 5) {
    kind
    path
    before
    after
  }
}`) as unknown as TypedDocumentString<WhyRunByIdQuery, WhyRunByIdQueryVariables>;
export const WhyExecutionDocument = /*#__PURE__*/ new TypedDocumentString(`
    query WhyExecution($id: ID!) {
  execution(id: $id) {
    ...Execution
    failure {
      ...Failure
    }
    usual {
      ...Usual
    }
  }
}
    fragment Execution on Execution {
  key
  id
  backend
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  error
  source
  scriptPath
  nodeCount
  outputPreview
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment Failure on Failure {
  summary
  at
  attempt
  node
  error
  execution {
    key
    id
    flow
    step
  }
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
  }
  changed(first: 5) {
    kind
    path
    before
    after
  }
}`) as unknown as TypedDocumentString<WhyExecutionQuery, WhyExecutionQueryVariables>;