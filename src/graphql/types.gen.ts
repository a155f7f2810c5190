import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A point in time, RFC 3339 in UTC with milliseconds: `2026-11-21T09:30:00.000Z`. */
  DateTime: { input: number; output: number; }
  /** Any JSON value. Numbers have double precision: an integer above 2^53 may lose its last digits, and a number above 1.7e308 is refused. */
  JSON: { input: unknown; output: unknown; }
  /** A whole number from -(2^53 - 1) to 2^53 - 1. */
  SafeInt: { input: number; output: number; }
};

/** An attempt of an execution. */
export type Attempt = {
  __typename?: 'Attempt';
  /** The duration in milliseconds. In Metaflow, the duration of an attempt in progress ends at its last heartbeat, and clocks that disagree can make it negative. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The error. */
  error?: Maybe<Scalars['String']['output']>;
  /** When the attempt finished. In Metaflow also when the next attempt started, or the last heartbeat if the heartbeats stopped. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The number, from 1. Metaflow counts from 0. */
  number: Scalars['Int']['output'];
  /** When it started. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The status, computed from attempts, verdicts, heartbeats and the clock when it is asked for. */
  status: ExecutionStatus;
  /** Why the status is what it is. */
  statusReason: StatusReason;
};

/** A page of attempts. */
export type AttemptConnection = {
  __typename?: 'AttemptConnection';
  /** The attempts with their cursors. */
  edges: Array<AttemptEdge>;
  /** The attempts. */
  nodes: Array<Attempt>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** An attempt with its cursor. */
export type AttemptEdge = {
  __typename?: 'AttemptEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The attempt. */
  node: Attempt;
};

/** An attempt of an execution. */
export type AttemptInput = {
  /** The error, at most 100,000 characters. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When the attempt finished. Only together with `verdict`. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number, from 1. Each number may occur once. */
  number: Scalars['Int']['input'];
  /** When it started. */
  startedAt: Scalars['DateTime']['input'];
  /** The result. Only together with `finishedAt`. */
  verdict?: InputMaybe<Verdict>;
};

/** What wants eyes now. */
export type Attention = {
  __typename?: 'Attention';
  /** What was found, the worst first: by how many times its bound it is, then by how long it has been so. */
  items: Array<AttentionItem>;
  /** What was not looked at, in sentences. Each look at a backend reads a bounded number of rows. */
  notLookedAt: Array<Scalars['String']['output']>;
  /** The backends that did not answer. What they have is missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** Something that wants eyes now. */
export type AttentionItem = {
  __typename?: 'AttentionItem';
  /** The name of the backend. */
  backend: Scalars['String']['output'];
  /** The execution that it is about. */
  execution?: Maybe<Execution>;
  /** How many times its bound it is. A heartbeat that is due counts from 1, a minute before it is lost, to 2; a new group of failures as many as it has. */
  factor: Scalars['Float']['output'];
  /** The name of the flow. */
  flow?: Maybe<Scalars['String']['output']>;
  /** The group of failures that it is about, with all its failures in the backend. */
  group?: Maybe<FailureGroup>;
  /** What it is about, and for what. The same as long as it goes on. */
  id: Scalars['ID']['output'];
  /** For what it wants attention. */
  kind: AttentionKind;
  /** The kind of the work that waits in the queue. */
  queue?: Maybe<Scalars['String']['output']>;
  /** The run that it is about. For a flow, the last run that failed. */
  run?: Maybe<Run>;
  /** Since when: the start, the last heartbeat, the start of the first run that failed, the first failure of a new group, an hour ago for a group that rises, or the planned start of the work. */
  since: Scalars['DateTime']['output'];
  /** Why, in one or two sentences of facts. */
  why: Scalars['String']['output'];
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

/** What was done to executions or tokens. Recording, updating, claiming and completing are not audited. */
export type AuditAction =
  /** Executions were cancelled (`cancelExecutions`). */
  | 'CANCEL_EXECUTIONS'
  /** All executions of a backend were deleted (`clearExecutions`). */
  | 'CLEAR_EXECUTIONS'
  /** Tokens were made. */
  | 'CREATE_TOKENS'
  /** Executions were deleted (`deleteExecutions`). */
  | 'DELETE_EXECUTIONS'
  /** Executions were deleted by a part of a retention rule. */
  | 'RETAIN_EXECUTIONS'
  /** Executions were queued again (`retryExecutions`). */
  | 'RETRY_EXECUTIONS'
  /** Tokens were revoked. */
  | 'REVOKE_TOKENS';

/**
 * Something that somebody did. It is written in the transaction that did it. A field of a mutation has one entry, and so
 * has a part of a retention rule in each of its passes. What takes several transactions adds up in one entry.
 */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What was done. */
  action: AuditAction;
  /** The name of the token that asked. Otherwise `anybody` (a server without authentication), `command line` or `retention`. */
  actor: Scalars['String']['output'];
  /** The address of the client, if it is known. */
  address?: Maybe<Scalars['String']['output']>;
  /** When it was asked for. */
  at: Scalars['DateTime']['output'];
  /** The backend in which it was done: that of the executions, or the store of the tokens. */
  backend: Scalars['String']['output'];
  /** How many executions or tokens were changed. */
  count: Scalars['SafeInt']['output'];
  /** More about it: the part of the retention rule, or the names of the tokens. At most 1,000 characters. */
  detail?: Maybe<Scalars['String']['output']>;
  /** The backend and the id of the entry. */
  id: Scalars['ID']['output'];
  /** The ids of the first of them: at most 100, and at most 4,096 bytes. */
  ids: Array<Scalars['ID']['output']>;
  /** The id of the token that asked. `null` if no token did. */
  tokenId?: Maybe<Scalars['ID']['output']>;
  /** How it was done. */
  via: AuditVia;
};

/** A page of the audit. */
export type AuditEntryConnection = {
  __typename?: 'AuditEntryConnection';
  /** The entries with their cursors. */
  edges: Array<AuditEntryEdge>;
  /** The entries. */
  nodes: Array<AuditEntry>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The backends that did not answer. Their entries are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** An entry of the audit with its cursor. */
export type AuditEntryEdge = {
  __typename?: 'AuditEntryEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AuditEntry;
};

/** A filter for entries of the audit. All given conditions must hold. A list matches if one of its elements does. An empty list matches nothing. The ends of a range are included. */
export type AuditFilter = {
  /** Did one of these. */
  action?: InputMaybe<Array<AuditAction>>;
  /** Was done by one of these, at most 100: names (`actor`) or ids of tokens (`tokenId`). */
  actor?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Is in one of these backends, at most 100. The store of `--admin` is called `admin`. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Was done at or after this time. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Was done at or before this time. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How something was done. */
export type AuditVia =
  /** By a request to the API. */
  | 'API'
  /** On the command line, beside the store: `execgraph retain` or `execgraph token`. */
  | 'COMMAND_LINE'
  /** By a server, as its retention rule says. */
  | 'RETENTION';

/** A configured store of executions and runs. */
export type Backend = {
  __typename?: 'Backend';
  /** The number of executions that a `memory` backend has evicted. `null` for other kinds, and for tokens with a limit of flows. */
  evicted?: Maybe<Scalars['SafeInt']['output']>;
  /**
   * Whether it has runs. Some engines have executions alone: lists, counts and changes of runs leave such a backend out, and
   * where no other is asked they are `null` with BAD_USER_INPUT.
   */
  hasRuns: Scalars['Boolean']['output'];
  /** The kind of store: `sqlite`, `postgres`, `memory` (lost when the process ends), or the engine whose database is read, such as `metaflow`. */
  kind: Scalars['String']['output'];
  /** The duration of a minimal query in milliseconds. `null` if the backend did not answer, and for tokens with a limit of flows. */
  latencyMs?: Maybe<Scalars['Float']['output']>;
  /** The most executions, and the most runs, that a `memory` backend holds. `null` for other kinds, and for tokens with a limit of flows. */
  max?: Maybe<Scalars['SafeInt']['output']>;
  /** The configured name. */
  name: Scalars['String']['output'];
  /** Whether the backend answered just now. */
  reachable: Scalars['Boolean']['output'];
  /** The replicas that queries are read from, as they are now. `null` if the backend has none, and for tokens with a limit of flows. */
  replicas?: Maybe<Array<Replica>>;
};

/** How the delay between attempts grows. */
export type Backoff =
  /** The delay doubles with each attempt. */
  | 'EXPONENTIAL'
  /** The delay grows by the same amount with each attempt. */
  | 'LINEAR'
  /** There is no delay. */
  | 'NONE';

/** The input of `claimActions`. */
export type ClaimActionsInput = {
  /** The backend to claim from. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The kinds of nodes that the worker can work on, 1 to 100. */
  kinds: Array<Scalars['String']['input']>;
  /** The length of each lease, in milliseconds, 1,000 to 3,600,000. */
  leaseMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The most actions to claim, 1 to 500. Fewer are given if their inputs together exceed the bound of one action's input. */
  limit?: InputMaybe<Scalars['Int']['input']>;
  /** How long to wait if there is no work, in milliseconds, 0 to 20,000. */
  wait?: InputMaybe<Scalars['Int']['input']>;
  /** The name of the worker, 1 to 255 characters. */
  worker: Scalars['String']['input'];
};

/** The claimed actions. */
export type ClaimActionsPayload = {
  __typename?: 'ClaimActionsPayload';
  /** The actions, in the order of their turns. */
  actions: Array<ClaimedAction>;
};

/** An action that a worker holds a lease on. */
export type ClaimedAction = {
  __typename?: 'ClaimedAction';
  /** The number of the attempt, from 1. */
  attempt: Scalars['Int']['output'];
  /** The id of the execution. */
  executionId: Scalars['ID']['output'];
  /** The flow of the execution. */
  flow: Scalars['String']['output'];
  /** The input: an object with the outputs of the predecessors by their ids. For a first node, the inputs of the execution. For an element of a map, the element. */
  input?: Maybe<Scalars['JSON']['output']>;
  /** The kind of work. */
  kind: Scalars['String']['output'];
  /** When the lease expires. */
  leaseExpiresAt: Scalars['DateTime']['output'];
  /** The token that proves the lease. */
  leaseToken: Scalars['String']['output'];
  /** The id of the node. For an element of a map, the node and the element's position: `each[3]`. */
  nodeId: Scalars['ID']['output'];
  /** The longest time that the attempt may take, in milliseconds. */
  timeoutMs?: Maybe<Scalars['SafeInt']['output']>;
};

/** The input of `clearExecutions`. */
export type ClearExecutionsInput = {
  /** The backend to clear. */
  backend: Scalars['String']['input'];
  /** The backend's name again, as a confirmation. */
  confirm: Scalars['String']['input'];
};

/** The result of `clearExecutions`. */
export type ClearExecutionsPayload = {
  __typename?: 'ClearExecutionsPayload';
  /** The number of deleted executions. */
  deleted: Scalars['SafeInt']['output'];
};

/** A value on one side of a comparison. */
export type ComparedValue = {
  __typename?: 'ComparedValue';
  /** Its size as JSON text in UTF-8 bytes. Of a value that was cut, the original size. */
  bytes: Scalars['SafeInt']['output'];
  /** The beginning of its JSON text, at most 200 characters. */
  preview: Scalars['String']['output'];
  /** Whether only its beginning is stored. */
  truncated: Scalars['Boolean']['output'];
};

/** The result for one completion. */
export type CompleteActionResult = {
  __typename?: 'CompleteActionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the execution. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the completion was applied. */
  ok: Scalars['Boolean']['output'];
  /** Why the completion was not applied. */
  problem?: Maybe<Problem>;
};

/** The input of `completeActions`. */
export type CompleteActionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The actions, 1 to 500. */
  completions: Array<CompletionInput>;
};

/** The results, in the order of the input. */
export type CompleteActionsPayload = {
  __typename?: 'CompleteActionsPayload';
  /** One result for each action. */
  results: Array<CompleteActionResult>;
};

/** The result of one action. */
export type CompletionInput = {
  /** The error. The action is retried as its node says. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** The id of the execution. */
  executionId: Scalars['ID']['input'];
  /** With `error`: do not retry. */
  final?: InputMaybe<Scalars['Boolean']['input']>;
  /** The lease token, as it was claimed. */
  leaseToken: Scalars['String']['input'];
  /** The id of the node, as it was claimed. */
  nodeId: Scalars['ID']['input'];
  /** The output: at most 100,000 JSON values, nested at most 500 levels deep. Default: `null`. */
  output?: InputMaybe<Scalars['JSON']['input']>;
  /** Give the action back untried. Not together with `output` or `error`. */
  release?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The result for one token. */
export type CreateTokenResult = {
  __typename?: 'CreateTokenResult';
  /** The id of the token. `null` if it was not made. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the element in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the token was made. */
  ok: Scalars['Boolean']['output'];
  /** Why the token was not made. */
  problem?: Maybe<Problem>;
  /** What requests send as `Authorization: Bearer …`. It is not stored, so nobody can show it again. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The token. */
  token?: Maybe<Token>;
};

/** The input of `createTokens`. */
export type CreateTokensInput = {
  /** The tokens, 1 to 500. */
  tokens: Array<TokenInput>;
};

/** The results, in the order of the input. */
export type CreateTokensPayload = {
  __typename?: 'CreateTokensPayload';
  /** One result for each token. */
  results: Array<CreateTokenResult>;
};

/** A DAG that executions follow. It is stored once, however many executions share it. */
export type Dag = {
  __typename?: 'Dag';
  /** The rectangle that holds the drawn nodes, if it is known. */
  bounds?: Maybe<DagBounds>;
  /** The edges. */
  edges: Array<DagEdge>;
  /** The groups of nodes. */
  groups: Array<DagGroup>;
  /** A digest of the content. Equal DAGs have equal hashes. */
  hash: Scalars['ID']['output'];
  /** The direction in which to draw it, if it is given. */
  layoutDirection?: Maybe<LayoutDirection>;
  /** The number of nodes. */
  nodeCount: Scalars['Int']['output'];
  /** The nodes. They count towards the 50,000 rows that the nested lists of one query or mutation field may hold. */
  nodes: Array<DagNode>;
  /** The title. */
  title?: Maybe<Scalars['String']['output']>;
};

/** A rectangle in a drawing of a graph. */
export type DagBounds = {
  __typename?: 'DagBounds';
  /** The right edge. */
  maxX: Scalars['Float']['output'];
  /** The bottom edge. */
  maxY: Scalars['Float']['output'];
  /** The left edge. */
  minX: Scalars['Float']['output'];
  /** The top edge. */
  minY: Scalars['Float']['output'];
};

/** A rectangle in a drawing of a graph. */
export type DagBoundsInput = {
  /** The right edge, at least `minX`. */
  maxX: Scalars['Float']['input'];
  /** The bottom edge, at least `minY`. */
  maxY: Scalars['Float']['input'];
  /** The left edge. */
  minX: Scalars['Float']['input'];
  /** The top edge. */
  minY: Scalars['Float']['input'];
};

/** The differences of two DAGs, without those of the drawing. */
export type DagComparison = {
  __typename?: 'DagComparison';
  /** The first edges that differ. */
  edges: Array<EdgeDifference>;
  /** Whether more nodes or edges differ. */
  hasMore: Scalars['Boolean']['output'];
  /** The first nodes that differ. */
  nodes: Array<NodeDifference>;
};

/** An edge from one node to another. */
export type DagEdge = {
  __typename?: 'DagEdge';
  /** The condition under which the edge is taken. */
  condition?: Maybe<EdgeCondition>;
  /** The id within the DAG, if it has one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** How the target depends on the source. */
  kind: EdgeKind;
  /** The label to show. */
  label?: Maybe<Scalars['String']['output']>;
  /** The id of the source node. */
  source: Scalars['ID']['output'];
  /** The id of the target node. */
  target: Scalars['ID']['output'];
};

/** An edge from one node to another. */
export type DagEdgeInput = {
  /** The condition under which the edge is taken. If it is false, the target is skipped, unless the edge is OPTIONAL. */
  condition?: InputMaybe<EdgeConditionInput>;
  /** The id within the DAG. Each id may occur once. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** How the target depends on the source. */
  kind?: InputMaybe<EdgeKind>;
  /** The label to show. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The id of the source node. */
  source: Scalars['ID']['input'];
  /** The id of the target node. */
  target: Scalars['ID']['input'];
};

/** A group of nodes. */
export type DagGroup = {
  __typename?: 'DagGroup';
  /** Whether the group is shown collapsed at first. */
  collapsed: Scalars['Boolean']['output'];
  /** The id within the DAG. */
  id: Scalars['ID']['output'];
  /** The label to show. */
  label: Scalars['String']['output'];
  /** The ids of its nodes. */
  nodeIds: Array<Scalars['ID']['output']>;
};

/** A group of nodes. */
export type DagGroupInput = {
  /** Whether the group is shown collapsed at first. */
  collapsed?: InputMaybe<Scalars['Boolean']['input']>;
  /** The id within the DAG. */
  id: Scalars['ID']['input'];
  /** The label to show. */
  label: Scalars['String']['input'];
  /** The ids of its nodes. */
  nodeIds: Array<Scalars['ID']['input']>;
};

/** A DAG for executions to follow. */
export type DagInput = {
  /** The rectangle that holds the drawn nodes. */
  bounds?: InputMaybe<DagBoundsInput>;
  /** The edges. Source and target must be among the nodes. */
  edges?: InputMaybe<Array<DagEdgeInput>>;
  /** The groups of nodes. */
  groups?: InputMaybe<Array<DagGroupInput>>;
  /** The direction in which to draw it. */
  layoutDirection?: InputMaybe<LayoutDirection>;
  /** The nodes, 1 to 10,000. Each id may occur once. */
  nodes: Array<DagNodeInput>;
  /** The title. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** A node of a DAG, with its result in the execution that the DAG was read from. */
export type DagNode = {
  __typename?: 'DagNode';
  /** The id within the DAG. */
  id: Scalars['ID']['output'];
  /** The kind of work: any text. Constellation uses `Input`, `Output`, `Operation`, `Literal`, `Merge`, `Project`, `FieldAccess`, `Conditional`, `Guard`, `Branch`, `Coalesce`, `HigherOrder`, `ListLiteral`, `BooleanOp` and `StringInterp`. */
  kind: Scalars['String']['output'];
  /** The label to show. */
  label: Scalars['String']['output'];
  /** The predecessor whose output list this node maps over, element by element. */
  mapOver?: Maybe<Scalars['ID']['output']>;
  /** The position in the drawing, if it is known. */
  position?: Maybe<DagPosition>;
  /** The result of the newest attempt, the one with the highest number. */
  result?: Maybe<NodeResult>;
  /** The retry rule of the queue for this node, if it is given. */
  retry?: Maybe<Retry>;
  /** The status of the newest attempt. PENDING if there is no result. */
  status: NodeStatus;
  /** The longest time that one attempt may take in the queue, in milliseconds, if it is given. */
  timeoutMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The type of the node's value. */
  typeSignature?: Maybe<Scalars['String']['output']>;
};

/** A node of a DAG. */
export type DagNodeInput = {
  /** The id within the DAG. */
  id: Scalars['ID']['input'];
  /** The kind of work: any text. Constellation uses `Input`, `Output`, `Operation`, `Literal`, `Merge`, `Project`, `FieldAccess`, `Conditional`, `Guard`, `Branch`, `Coalesce`, `HigherOrder`, `ListLiteral`, `BooleanOp` and `StringInterp`. */
  kind?: InputMaybe<Scalars['String']['input']>;
  /** The label to show. Default: the id. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The id of a predecessor that produces a list. In the queue the node runs once for each element, and its output is the list of their outputs. If that list exceeds the bound of an action's input (16 MB by default), the execution fails with TOO_LARGE. */
  mapOver?: InputMaybe<Scalars['ID']['input']>;
  /** The position in the drawing. */
  position?: InputMaybe<DagPositionInput>;
  /** The retry rule of the queue for this node. Default: three attempts, with a delay of a second that doubles each time. */
  retry?: InputMaybe<RetryInput>;
  /** The longest time that one attempt may take in the queue, in milliseconds, 1,000 to 86,400,000. Default: as long as its lease is extended. */
  timeoutMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The type of the node's value. */
  typeSignature?: InputMaybe<Scalars['String']['input']>;
};

/** A point in a drawing of a graph. */
export type DagPosition = {
  __typename?: 'DagPosition';
  /** The horizontal position, growing to the right. */
  x: Scalars['Float']['output'];
  /** The vertical position, growing downwards. */
  y: Scalars['Float']['output'];
};

/** A point in a drawing of a graph. */
export type DagPositionInput = {
  /** The horizontal position, growing to the right. */
  x: Scalars['Float']['input'];
  /** The vertical position, growing downwards. */
  y: Scalars['Float']['input'];
};

/** The result for one execution. */
export type DeleteExecutionResult = {
  __typename?: 'DeleteExecutionResult';
  /** The id of the execution. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the id in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the execution was deleted. */
  ok: Scalars['Boolean']['output'];
  /** Why the execution was not deleted. */
  problem?: Maybe<Problem>;
};

/** The input of `deleteExecutions`. */
export type DeleteExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The ids, 1 to 500. */
  ids: Array<Scalars['ID']['input']>;
};

/** The results, in the order of the input. */
export type DeleteExecutionsPayload = {
  __typename?: 'DeleteExecutionsPayload';
  /** One result for each id. */
  results: Array<DeleteExecutionResult>;
};

/** How the right side differs from the left one. */
export type DifferenceKind =
  /** Only the right side has it. */
  | 'ADDED'
  /** Both sides have it, and it is not the same. */
  | 'CHANGED'
  /** Only the left side has it. */
  | 'REMOVED';

/**
 * The durations of finished executions, as nearest-rank percentiles: each is the duration of one execution. They are exact
 * for the executions that they cover.
 */
export type DurationStats = {
  __typename?: 'DurationStats';
  /** The number of finished executions. */
  count: Scalars['SafeInt']['output'];
  /** The longest duration. */
  maxMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The median duration. */
  p50Ms?: Maybe<Scalars['SafeInt']['output']>;
  /** The 90th percentile. */
  p90Ms?: Maybe<Scalars['SafeInt']['output']>;
  /** The 95th percentile. */
  p95Ms?: Maybe<Scalars['SafeInt']['output']>;
  /** The 99th percentile. */
  p99Ms?: Maybe<Scalars['SafeInt']['output']>;
};

/** A condition on the output of an edge's source. */
export type EdgeCondition = {
  __typename?: 'EdgeCondition';
  /** The value that is required. */
  equals?: Maybe<Scalars['JSON']['output']>;
  /** The keys and list positions that lead to a value within the output. */
  path: Array<Scalars['String']['output']>;
};

/** A condition on the output of an edge's source. */
export type EdgeConditionInput = {
  /** The value that is required. */
  equals?: InputMaybe<Scalars['JSON']['input']>;
  /** The keys and list positions that lead to a value within the output. Default: the output itself. */
  path?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** An edge that differs between two DAGs. Of several edges between the same nodes, the first ones are compared, and so on. */
export type EdgeDifference = {
  __typename?: 'EdgeDifference';
  /** What happened from left to right. */
  kind: DifferenceKind;
  /** The edge of the left side. */
  left?: Maybe<DagEdge>;
  /** The edge of the right side. */
  right?: Maybe<DagEdge>;
  /** The id of the source node. */
  source: Scalars['ID']['output'];
  /** The id of the target node. */
  target: Scalars['ID']['output'];
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

/** Two errors that are not the same. */
export type ErrorComparison = {
  __typename?: 'ErrorComparison';
  /** The error of the left side. */
  left?: Maybe<Scalars['String']['output']>;
  /** The error of the right side. */
  right?: Maybe<Scalars['String']['output']>;
};

/** An execution: one unit of recorded work, such as a task, an agent call or a job. */
export type Execution = {
  __typename?: 'Execution';
  /** The number of the current attempt. 0 if none has started. Metaflow counts from 0. */
  attempt: Scalars['Int']['output'];
  /** The attempts, ordered by number. */
  attempts?: Maybe<AttemptConnection>;
  /** The name of its backend. */
  backend: Scalars['String']['output'];
  /** The executions that this one started, oldest first. */
  children?: Maybe<ExecutionConnection>;
  /** The DAG that the execution follows, with the status of each node. */
  dag?: Maybe<Dag>;
  /** Milliseconds from `startedAt` to `finishedAt`. In Metaflow, of the current attempt. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The error of the current attempt. */
  error?: Maybe<Scalars['String']['output']>;
  /**
   * Why it failed and where that began. Not `null` exactly when the status is FAILED, TIMED_OUT or CANCELLED. One statement per level of failed parts
   * and backend, however many are asked.
   */
  failure?: Maybe<Failure>;
  /** When the current attempt finished, or its last heartbeat if the heartbeats stopped. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name of the flow. */
  flow: Scalars['String']['output'];
  /** The last heartbeat. */
  heartbeatAt?: Maybe<Scalars['DateTime']['output']>;
  /** After this many milliseconds without a heartbeat the execution counts as failed, 1 to 1,000,000,000,000. */
  heartbeatTimeoutMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The engine's own id. */
  id: Scalars['ID']['output'];
  /** The inputs. */
  inputs?: Maybe<Payload>;
  /**
   * Whether the queue has it: it was started there, not recorded, and has not completed. Only then can it be cancelled or tried
   * again. One statement per level and backend, however many are asked.
   */
  isInQueue?: Maybe<Scalars['Boolean']['output']>;
  /** `backend:id`, unique over all backends. Client caches should use it as the identity. */
  key: Scalars['ID']['output'];
  /** The recorded facts, in the order they were recorded. */
  metadata?: Maybe<MetadataConnection>;
  /** The number of nodes that have a result. */
  nodeCount: Scalars['Int']['output'];
  /** The results of the DAG's nodes, ordered by node and attempt. */
  nodeResults?: Maybe<NodeResultConnection>;
  /** The beginning of the first output, as text. */
  outputPreview?: Maybe<Scalars['String']['output']>;
  /** The outputs. In Metaflow, the artifacts of the current attempt: an object with `sha`, `location`, `ds_type` and `content_type` for each name. */
  outputs?: Maybe<Payload>;
  /** The execution that started this one. */
  parent?: Maybe<Execution>;
  /** The run that this execution belongs to. */
  run?: Maybe<Run>;
  /** The share of such executions that is kept if they succeed, 0 to 1. */
  sampleRate: Scalars['Float']['output'];
  /** The path of the script that ran. */
  scriptPath?: Maybe<Scalars['String']['output']>;
  /** Where the execution was started from, such as `dashboard` or `api`. */
  source?: Maybe<Scalars['String']['output']>;
  /** When the first attempt started. In Metaflow, the current one. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The status, computed from attempts, verdicts, heartbeats and the clock when it is asked for. */
  status: ExecutionStatus;
  /** Why the status is what it is. */
  statusReason: StatusReason;
  /** The step of the run that this execution is. */
  step?: Maybe<Scalars['String']['output']>;
  /** The tags, in byte order. In Metaflow, the tags and system tags that the task was created with; tags that its run got later are only the run's. */
  tags?: Maybe<Array<Scalars['String']['output']>>;
  /**
   * How long such executions usually take, to tell that one is slow. One statement per backend, however many are asked. `null` if
   * fewer than 5 are known, and in Metaflow.
   */
  usual?: Maybe<UsualDuration>;
  /** An opaque text that changes whenever the execution changes. */
  version: Scalars['String']['output'];
};


/** An execution: one unit of recorded work, such as a task, an agent call or a job. */
export type ExecutionAttemptsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An execution: one unit of recorded work, such as a task, an agent call or a job. */
export type ExecutionChildrenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An execution: one unit of recorded work, such as a task, an agent call or a job. */
export type ExecutionMetadataArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An execution: one unit of recorded work, such as a task, an agent call or a job. */
export type ExecutionNodeResultsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What happened to a watched execution. */
export type ExecutionChange = {
  __typename?: 'ExecutionChange';
  /** The backend of the execution, or the one that does not answer. `null` if no backend knows the id. */
  backend?: Maybe<Scalars['String']['output']>;
  /** The execution in its newest state. `null` if it was deleted, is unknown or cannot be read. */
  execution?: Maybe<Execution>;
  /** The id or key, as it was asked for. */
  id: Scalars['ID']['output'];
  /** What happened. */
  kind: ExecutionChangeKind;
};

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

/**
 * What is different in an execution. Without a base, every part is `null`. Each part is read only when it is asked for, by
 * one statement per kind of record and backend for all pairs.
 */
export type ExecutionComparison = {
  __typename?: 'ExecutionComparison';
  /** The differences of the DAGs. `null` if neither side has one. */
  dag?: Maybe<DagComparison>;
  /** How many milliseconds longer `right` took. `null` if one of them has no duration. */
  durationDifferenceMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The errors, if they are not the same. */
  error?: Maybe<ErrorComparison>;
  /** The differences of the inputs. `null` if neither side has inputs. Both texts count towards the size of the answer. */
  inputs?: Maybe<PayloadComparison>;
  /** The base. `null` if none was named and no earlier execution of the flow and step is COMPLETED. */
  left?: Maybe<Execution>;
  /** The differences of the outputs. `null` if neither side has outputs. Both texts count towards the size of the answer. */
  outputs?: Maybe<PayloadComparison>;
  /** The execution that is compared with the base. */
  right: Execution;
  /** The tags of only one side. */
  tags?: Maybe<TagComparison>;
};


/**
 * What is different in an execution. Without a base, every part is `null`. Each part is read only when it is asked for, by
 * one statement per kind of record and backend for all pairs.
 */
export type ExecutionComparisonDagArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * What is different in an execution. Without a base, every part is `null`. Each part is read only when it is asked for, by
 * one statement per kind of record and backend for all pairs.
 */
export type ExecutionComparisonInputsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * What is different in an execution. Without a base, every part is `null`. Each part is read only when it is asked for, by
 * one statement per kind of record and backend for all pairs.
 */
export type ExecutionComparisonOutputsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of executions. */
export type ExecutionConnection = {
  __typename?: 'ExecutionConnection';
  /** The executions with their cursors. */
  edges: Array<ExecutionEdge>;
  /** The executions. */
  nodes: Array<Execution>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The backends that did not answer. Their executions are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** The number of executions that have a status. */
export type ExecutionCount = {
  __typename?: 'ExecutionCount';
  /** The status. */
  status: ExecutionStatus;
  /** The count. */
  value: Scalars['SafeInt']['output'];
};

/** An execution with its cursor. */
export type ExecutionEdge = {
  __typename?: 'ExecutionEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The execution. */
  node: Execution;
};

/** A filter for executions. All given conditions must hold. A list matches if one of its elements does, except `tagsAll`. An empty list matches nothing, except an empty `tagsAll`, which matches everything. The ends of a range are included. */
export type ExecutionFilter = {
  /** Is in one of these backends, at most 100. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Has an error that contains this text, case-sensitive. Needs another condition, as `scriptContains` does. */
  errorContains?: InputMaybe<Scalars['String']['input']>;
  /** Failed or timed out with an error of one of these groups (`FailureGroup.id`), at most 100. */
  failureGroup?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Belongs to one of these flows, at most 100. */
  flow?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Took at most this many milliseconds. An execution that has not finished does not match. */
  maxDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Took at least this many milliseconds. An execution that has not finished does not match. */
  minDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Is a child of the execution with this id of the engine. */
  parent?: InputMaybe<Scalars['ID']['input']>;
  /** Belongs to this run. */
  run?: InputMaybe<RunRefInput>;
  /**
   * Ran a script whose path contains this text, case-sensitive. Needs another condition: if flow, status, run, parent,
   * script, tags and time leave more than 100,000 executions of a backend, the answer is QUERY_TOO_EXPENSIVE.
   */
  scriptContains?: InputMaybe<Scalars['String']['input']>;
  /** Ran this script. */
  scriptPath?: InputMaybe<Scalars['String']['input']>;
  /** Ran a script whose path starts with this text. */
  scriptPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Has one of these sources, at most 100. */
  source?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Started at or after this time. For an execution that has not started, the time it was recorded counts. */
  startedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Started at or before this time. For an execution that has not started, the time it was recorded counts. */
  startedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Has one of these statuses, at most 9. */
  status?: InputMaybe<Array<ExecutionStatus>>;
  /** Has all of these tags, at most 100. */
  tagsAll?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Has at least one of these tags, at most 100. */
  tagsAny?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A whole execution to record. */
export type ExecutionInput = {
  /** The attempts, at most 1,000. Without any, the execution is PENDING. */
  attempts?: InputMaybe<Array<AttemptInput>>;
  /** The DAG that the execution follows. */
  dag?: InputMaybe<DagInput>;
  /** The error, at most 100,000 characters. Only together with `status`. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it finished. Only together with a final `status`. Default: the time of the call. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The name of the flow, 1 to 255 characters. */
  flow: Scalars['String']['input'];
  /** The last heartbeat. */
  heartbeatAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** After this many milliseconds without a heartbeat the execution counts as failed, 1 to 1,000,000,000,000. */
  heartbeatTimeoutMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The engine's own id, 1 to 255 characters. */
  id: Scalars['ID']['input'];
  /** The inputs: at most 100,000 JSON values, nested at most 500 levels deep. */
  inputs?: InputMaybe<Scalars['JSON']['input']>;
  /** Further facts, at most 10,000. */
  metadata?: InputMaybe<Array<MetadataInput>>;
  /** The results of the DAG's nodes, at most 10,000. */
  nodeResults?: InputMaybe<Array<NodeResultInput>>;
  /** The outputs: at most 100,000 JSON values, nested at most 500 levels deep. */
  outputs?: InputMaybe<Scalars['JSON']['input']>;
  /** The id of the parent execution, which is another one, 1 to 255 characters. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The number of the run that the execution belongs to. The run is created if the flow has none with that number. */
  runNumber?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The share of such executions that is kept if they succeed, 0 to 1. Default: the server's rate for the flow. Executions from the sources `dashboard`, `vscode` and `vscode-extension` are always kept. */
  sampleRate?: InputMaybe<Scalars['Float']['input']>;
  /** The path of the script, at most 1,024 bytes of UTF-8. */
  scriptPath?: InputMaybe<Scalars['String']['input']>;
  /** Where the execution was started from, at most 255 characters. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** When it started. Only together with `status`. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The state of the attempt in progress. */
  state?: InputMaybe<ReportedState>;
  /**
   * The status in the engine's own words, for engines that report no attempts: `pending`, `queued`, `running`,
   * `in_progress`, `waiting`, `paused`, `succeeded`, `success`, `completed`, `failed`, `error`, `cancelled`, `canceled`,
   * `timeout`, `timed_out` and the like. Not together with `attempts` or `state`.
   */
  status?: InputMaybe<Scalars['String']['input']>;
  /** The step of the run that the execution is, 1 to 255 characters. The step `end` decides the status of the run. */
  step?: InputMaybe<Scalars['String']['input']>;
  /** The tags, such as `session:4711` or `actor:ann`. At most 100, each 1 to 255 characters. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The order of executions: by start time. For an execution that has not started, the time it was recorded counts. Pages neither repeat nor skip an execution while others are recorded. */
export type ExecutionOrder = {
  /** The direction. */
  direction: OrderDirection;
};

/** Two executions to compare, of any flows and backends. */
export type ExecutionPairInput = {
  /** The base: an id of the engine, or a key (`backend:id`). Default: the last COMPLETED execution of the same flow and step that had finished when `right` started. In Metaflow it is looked for in the ten newest runs up to that of `right`. */
  left?: InputMaybe<Scalars['ID']['input']>;
  /** The execution that is compared with the base: an id of the engine, or a key. */
  right: Scalars['ID']['input'];
};

/** Changes to one execution. */
export type ExecutionPatch = {
  /** Tags to add. They may be added at any time, at most 100 in one patch. */
  addTags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The error. Only together with `status`. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** Apply the patch only if this is the execution's `version`. Otherwise it is a CONFLICT, and `problem.current` has the current version. */
  expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Finishes an attempt. Repeating the verdict of a finished attempt is ignored. */
  finishAttempt?: InputMaybe<FinishAttemptInput>;
  /** When it finished. Only together with a final `status`. Default: the time of the call. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A heartbeat. One that is older than the stored one changes nothing. */
  heartbeatAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** From now on, the execution counts as failed after this many milliseconds without a heartbeat. */
  heartbeatTimeoutMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The id of the execution. */
  id: Scalars['ID']['input'];
  /** Facts to add, such as notes. They may be added at any time. */
  metadata?: InputMaybe<Array<MetadataInput>>;
  /** Results of nodes. Of a stored result, only the given fields change. A finished result is final. */
  nodeResults?: InputMaybe<Array<NodeResultInput>>;
  /** The outputs. They replace the stored ones. A new attempt keeps the stored ones until it has its own. */
  outputs?: InputMaybe<Scalars['JSON']['input']>;
  /** Tags to remove. A tag that the execution does not have is ignored. */
  removeTags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Starts an attempt. */
  startAttempt?: InputMaybe<StartAttemptInput>;
  /** When it started. Only together with `status`. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The state of the attempt in progress. `null` means that it runs. */
  state?: InputMaybe<ReportedState>;
  /** The status in the engine's own words, as in `recordExecutions`: starts or finishes the attempt, or sets its state. Not together with `startAttempt`, `finishAttempt` or `state`. */
  status?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Counts, durations and flows of executions. Counts stop at 10,000 for each status and backend. If more than 10,000
 * executions match, durations and flows cover the newest 2,000 of each backend. With a condition on run, parent, script,
 * tags or failure group, and over engines, counts stop at 10,000 in all, and durations and flows cover these.
 */
export type ExecutionStats = {
  __typename?: 'ExecutionStats';
  /** One count for each status that was asked for. */
  counts: Array<ExecutionStatusCount>;
  /** The durations. `null` if no execution has finished. */
  durations?: Maybe<DurationStats>;
  /** The 20 flows with the most executions, most first. */
  flows: Array<FlowStats>;
  /** Whether durations and flows cover all matching executions. If false, they cover the newest of each backend. */
  isExact: Scalars['Boolean']['output'];
  /** The latest start. For an execution that has not started, the time it was recorded counts. */
  newest?: Maybe<Scalars['DateTime']['output']>;
  /** The earliest start. For an execution that has not started, the time it was recorded counts. */
  oldest?: Maybe<Scalars['DateTime']['output']>;
  /** The backends that did not answer. Their executions are missing here. */
  unavailable: Array<Scalars['String']['output']>;
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

/** The number of executions that have a status. */
export type ExecutionStatusCount = {
  __typename?: 'ExecutionStatusCount';
  /**
   * The estimated number including those that sampling did not keep: a completed execution counts as 1 / `sampleRate`. If
   * `value` is not exact, this goes by the rates of the newest executions.
   */
  estimate: Scalars['SafeInt']['output'];
  /** Whether `value` is exact. */
  isExact: Scalars['Boolean']['output'];
  /** The status. */
  status: ExecutionStatus;
  /** The number of stored executions. If `isExact` is false, there are at least this many. */
  value: Scalars['SafeInt']['output'];
};

/** The result for one lease. */
export type ExtendLeaseResult = {
  __typename?: 'ExtendLeaseResult';
  /** The id of the execution. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position in the input, from 0. */
  index: Scalars['Int']['output'];
  /** When the lease expires now. */
  leaseExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the lease is held. */
  ok: Scalars['Boolean']['output'];
  /** Why the lease is not held. */
  problem?: Maybe<Problem>;
};

/** The input of `extendLeases`. */
export type ExtendLeasesInput = {
  /** The backend that has the actions. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The leases, 1 to 500. */
  leases: Array<LeaseInput>;
};

/** The results, in the order of the input. */
export type ExtendLeasesPayload = {
  __typename?: 'ExtendLeasesPayload';
  /** One result for each lease. */
  results: Array<ExtendLeaseResult>;
};

/** A value with the number of runs that have it. */
export type FacetValue = {
  __typename?: 'FacetValue';
  /** The number of runs that have the value. */
  count: Scalars['SafeInt']['output'];
  /** The value. */
  value: Scalars['String']['output'];
};

/** A fact about a step of a run, or about an execution. */
export type FactInput = {
  /** The attempt that the fact belongs to. */
  attempt?: InputMaybe<Scalars['Int']['input']>;
  /** Makes the call repeatable: a run or an execution has at most one fact with each key, of 1 to 255 characters. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** The id of the execution. Not together with `run`. */
  execution?: InputMaybe<Scalars['ID']['input']>;
  /** The name of the fact. */
  field: Scalars['String']['input'];
  /** The run, with `step`. Not together with `execution`. */
  run?: InputMaybe<RunRefInput>;
  /** The step of the run. The step `end` decides the run's status. */
  step?: InputMaybe<Scalars['String']['input']>;
  /** The time of the fact. Default: the time of the call. */
  ts?: InputMaybe<Scalars['DateTime']['input']>;
  /** The value of the fact. */
  value: Scalars['String']['input'];
};

/**
 * Why a run or an execution failed, and where that began: in the failed part that ended first and has no failed part of its
 * own. The parts of a run are its executions; those of an execution are its children and the nodes of its DAG. Of parts that
 * ended at the same time, executions come before nodes, and then the order is that of the ids. A failed node all of whose edges are OPTIONAL counts only if nothing else failed.
 * Of each record the 400 failed parts that ended first are looked at, and at most 50 levels. They count towards the 50,000 rows that the nested
 * lists of one query or mutation field may hold.
 */
export type Failure = {
  __typename?: 'Failure';
  /**
   * When the part where it began ended. If its heartbeats stopped: its last heartbeat, or its start if there was none.
   * `null` if neither is known.
   */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** The number of that execution's attempt. */
  attempt?: Maybe<Scalars['Int']['output']>;
  /**
   * The first differences from the last one that went well: of the execution where it began from the last COMPLETED execution
   * of the same flow and step that had finished when it started, and of a run that was asked for from the last such run of its
   * flow. First come version marks, then inputs, then tags. Inputs of more than 64 kB are not compared, and of facts the first
   * 50 are looked at. One statement per kind of record and backend, however many are asked.
   */
  changed: Array<FailureChange>;
  /** The error of the node or of the execution where it began. `null` if that was cancelled. */
  error?: Maybe<Scalars['String']['output']>;
  /** The execution where it began. `null` if a run failed without a failed execution. */
  execution?: Maybe<Execution>;
  /**
   * The failures in the same backend with the same error as the execution where it began. `null` if that is in no group: it
   * was cancelled, went silent or has no error, or an earlier version recorded it and its group is still to be found.
   */
  group?: Maybe<FailureGroup>;
  /** The id of the node that failed, if it began in one. */
  node?: Maybe<Scalars['String']['output']>;
  /** The way from what was asked to where it began, both included. */
  path: Array<FailureStep>;
  /** One sentence, at most 200 characters, such as `Step train failed after 3 attempts: CUDA out of memory`. */
  summary: Scalars['String']['output'];
};


/**
 * Why a run or an execution failed, and where that began: in the failed part that ended first and has no failed part of its
 * own. The parts of a run are its executions; those of an execution are its children and the nodes of its DAG. Of parts that
 * ended at the same time, executions come before nodes, and then the order is that of the ids. A failed node all of whose edges are OPTIONAL counts only if nothing else failed.
 * Of each record the 400 failed parts that ended first are looked at, and at most 50 levels. They count towards the 50,000 rows that the nested
 * lists of one query or mutation field may hold.
 */
export type FailureChangedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How many failures of a group started in a part of the time. */
export type FailureBucket = {
  __typename?: 'FailureBucket';
  /** The number of failures. */
  count: Scalars['SafeInt']['output'];
  /** The beginning of the part, which belongs to it. */
  from: Scalars['DateTime']['output'];
  /** The end of the part, which belongs to the next one. */
  to: Scalars['DateTime']['output'];
};

/** A difference from the last one that went well. */
export type FailureChange = {
  __typename?: 'FailureChange';
  /** What it is in the one that failed. */
  after?: Maybe<Scalars['String']['output']>;
  /** What it was in the last one that went well, at most 200 characters: of inputs as JSON text, and of the DAG its hash. `null` if it was not there. */
  before?: Maybe<Scalars['String']['output']>;
  /** What is different. */
  kind: FailureChangeKind;
  /**
   * Where: of inputs a JSONPath such as `$.layers[3].size`; of tags `name:value` with one value on each side the name, of others
   * the tag; of facts their field; else `dag` or `scriptPath`. At most 200 characters.
   */
  path: Scalars['String']['output'];
};

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

/**
 * Failures with the same error. An error's group is made from its type and message without what varies (numbers, ids,
 * addresses, times, quoted values, temporary paths), and from the innermost frames of your own code in its stack trace. If
 * an execution has no error, that of its node that failed first counts.
 */
export type FailureGroup = {
  __typename?: 'FailureGroup';
  /**
   * Its failures over time, in equal parts from the filter's `startedAfter` (default: 24 hours before the end) to its
   * `startedBefore` (default: now).
   */
  buckets: Array<FailureBucket>;
  /** The number of its failures that match the filter. */
  count: Scalars['SafeInt']['output'];
  /** When its first failure started, whatever the filter. */
  firstSeen: Scalars['DateTime']['output'];
  /** The flows with the most of its failures, most first. */
  flows: Array<FlowCount>;
  /** The same in all backends. It stays the same as long as Execgraph makes groups by the same rules. */
  id: Scalars['ID']['output'];
  /**
   * Whether the counts are exact. They are not while groups of earlier failures are still to be found after an update, or if
   * more failures match than are counted. Then there are at least this many.
   */
  isExact: Scalars['Boolean']['output'];
  /** Whether `firstSeen` is within the filter's time. If the filter has no `startedAfter`: within the last 24 hours. */
  isNew: Scalars['Boolean']['output'];
  /**
   * Whether at least ten of its failures started in the last hour, ten times as many as in a usual hour of the week before.
   * The filter makes no difference. A group that first failed in the last hour is new, but not rising.
   */
  isRising: Scalars['Boolean']['output'];
  /** When its newest failure that matches the filter started. */
  lastSeen: Scalars['DateTime']['output'];
  /** Its newest failure that matches the filter. `null` if it was deleted meanwhile. */
  newest?: Maybe<Execution>;
  /** The share of all failures that match the filter, from 0 to 1. `null` outside of `failureGroups`. */
  share?: Maybe<Scalars['Float']['output']>;
  /** What happened, in the words of the newest failure, at most 200 characters. */
  title: Scalars['String']['output'];
};


/**
 * Failures with the same error. An error's group is made from its type and message without what varies (numbers, ids,
 * addresses, times, quoted values, temporary paths), and from the innermost frames of your own code in its stack trace. If
 * an execution has no error, that of its node that failed first counts.
 */
export type FailureGroupBucketsArgs = {
  count?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Failures with the same error. An error's group is made from its type and message without what varies (numbers, ids,
 * addresses, times, quoted values, temporary paths), and from the innermost frames of your own code in its stack trace. If
 * an execution has no error, that of its node that failed first counts.
 */
export type FailureGroupFlowsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of groups of failures. */
export type FailureGroupConnection = {
  __typename?: 'FailureGroupConnection';
  /** The groups with their cursors. */
  edges: Array<FailureGroupEdge>;
  /** Whether these are all groups with all their failures. See `FailureGroup.isExact`. */
  isExact: Scalars['Boolean']['output'];
  /** The groups. */
  nodes: Array<FailureGroup>;
  /** Where the page is in the list. */
  pageInfo: PageInfo;
  /** The backends that did not answer. Their failures are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** A group of failures in a list. */
export type FailureGroupEdge = {
  __typename?: 'FailureGroupEdge';
  /** The group's place in the list. */
  cursor: Scalars['String']['output'];
  /** The group. */
  node: FailureGroup;
};

/** The order of groups of failures. */
export type FailureGroupOrder =
  /** Most failures first. */
  | 'COUNT'
  /** The latest first failure first: what is new. */
  | 'FIRST_SEEN'
  /** The latest failure first. */
  | 'LAST_SEEN';

/** A record on the way to where a failure began. */
export type FailureStep = {
  __typename?: 'FailureStep';
  /** The number of the attempt. `null` for a run. */
  attempt?: Maybe<Scalars['Int']['output']>;
  /** When it finished, or its last heartbeat if the heartbeats stopped. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `Run.id`, `Execution.key`, or the id of the node in its DAG. */
  id: Scalars['ID']['output'];
  /** The kind of the record. */
  kind: FailureStepKind;
  /** The flow of a run, the step of an execution (its flow if it has no step), or the id of a node. */
  name: Scalars['String']['output'];
  /** The status. */
  status: ExecutionStatus;
};

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
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it finished. Default: the time of the call. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number. Default: the current attempt. */
  number?: InputMaybe<Scalars['Int']['input']>;
  /** The result. */
  verdict: Verdict;
};

/** A flow: a named program. */
export type Flow = {
  __typename?: 'Flow';
  /** The name of its backend. */
  backend: Scalars['String']['output'];
  /** When the flow was first seen. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** `backend:name`, unique over all backends. */
  id: Scalars['ID']['output'];
  /** The newest run. */
  lastRun?: Maybe<Run>;
  /** The newest run that has one of these statuses. */
  latest?: Maybe<Run>;
  /** The name. */
  name: Scalars['String']['output'];
};


/** A flow: a named program. */
export type FlowLatestArgs = {
  status: Array<RunStatus>;
};

/** A page of flows. */
export type FlowConnection = {
  __typename?: 'FlowConnection';
  /** The flows with their cursors. */
  edges: Array<FlowEdge>;
  /** The flows. */
  nodes: Array<Flow>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The backends that did not answer. Their flows are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** How many failures of a group a flow has. */
export type FlowCount = {
  __typename?: 'FlowCount';
  /** The number of failures. */
  count: Scalars['SafeInt']['output'];
  /** The name of the flow. */
  flow: Scalars['String']['output'];
};

/** A flow with its cursor. */
export type FlowEdge = {
  __typename?: 'FlowEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The flow. */
  node: Flow;
};

/** The filter for flows. */
export type FlowFilter = {
  /** Is in one of these backends. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Has a name that starts with this text. */
  namePrefix?: InputMaybe<Scalars['String']['input']>;
};

/** The executions of one flow. */
export type FlowStats = {
  __typename?: 'FlowStats';
  /** The number of executions. */
  count: Scalars['SafeInt']['output'];
  /** The number of failed executions. */
  failed: Scalars['SafeInt']['output'];
  /** The name of the flow. Flows of several backends with the same name count as one. */
  flow: Scalars['String']['output'];
};

/** A heartbeat of a run. */
export type HeartbeatInput = {
  /** The time. Default: the time of the call. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** The name of the flow. */
  flow: Scalars['String']['input'];
  /** The run's number. */
  number: Scalars['SafeInt']['input'];
};

/** The input of `heartbeatRuns`. */
export type HeartbeatRunsInput = {
  /** The backend that has the runs. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The heartbeats, 1 to 500. */
  heartbeats: Array<HeartbeatInput>;
};

/** The results, in the order of the input. */
export type HeartbeatRunsPayload = {
  __typename?: 'HeartbeatRunsPayload';
  /** One result for each element. */
  results: Array<RunResult>;
};

/** The direction in which a graph is drawn. */
export type LayoutDirection =
  /** From left to right. */
  | 'LR'
  /** From top to bottom. */
  | 'TB';

/** A lease to extend. */
export type LeaseInput = {
  /** The id of the execution. */
  executionId: Scalars['ID']['input'];
  /** The length of the lease from now, in milliseconds, 1,000 to 3,600,000. */
  leaseMs: Scalars['SafeInt']['input'];
  /** The lease token, as it was claimed. */
  leaseToken: Scalars['String']['input'];
  /** The id of the node, as it was claimed. */
  nodeId: Scalars['ID']['input'];
};

/** A fact about an execution: a field, its value and its time. */
export type Metadata = {
  __typename?: 'Metadata';
  /** The attempt that the fact belongs to. 0 means the execution as a whole. */
  attempt: Scalars['Int']['output'];
  /** The name of the fact. */
  field: Scalars['String']['output'];
  /** The id within the execution. */
  id: Scalars['ID']['output'];
  /** The time of the fact. `null` if the stored time is out of range. */
  ts?: Maybe<Scalars['DateTime']['output']>;
  /** The value of the fact. */
  value: Scalars['String']['output'];
};

/** A page of facts. */
export type MetadataConnection = {
  __typename?: 'MetadataConnection';
  /** The facts with their cursors. */
  edges: Array<MetadataEdge>;
  /** The facts. */
  nodes: Array<Metadata>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** A fact with its cursor. */
export type MetadataEdge = {
  __typename?: 'MetadataEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The fact. */
  node: Metadata;
};

/** A fact about an execution. */
export type MetadataInput = {
  /** The attempt that the fact belongs to. 0 means the execution as a whole. */
  attempt?: InputMaybe<Scalars['Int']['input']>;
  /** The name of the fact, 1 to 255 characters. `attempt`, `attempt_ok` and `attempt_error` are reserved for attempts. */
  field: Scalars['String']['input'];
  /** The time of the fact. Default: the time of the call. */
  ts?: InputMaybe<Scalars['DateTime']['input']>;
  /** The value of the fact, at most 100,000 characters. */
  value: Scalars['String']['input'];
};

/** The result for one element. */
export type MetadataResult = {
  __typename?: 'MetadataResult';
  /** The execution that the fact is about, as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the run or execution. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the element in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the element is stored. */
  ok: Scalars['Boolean']['output'];
  /** Why the element was refused. */
  problem?: Maybe<Problem>;
  /** The run that the fact is about, as it is stored now. */
  run?: Maybe<Run>;
};

/** The result for one execution. */
export type MoveExecutionResult = {
  __typename?: 'MoveExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the execution. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the id in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the execution was moved. */
  ok: Scalars['Boolean']['output'];
  /** Why the execution was not moved. */
  problem?: Maybe<Problem>;
};

/** The executions to move, and their backend. */
export type MoveExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The ids, 1 to 500. */
  ids: Array<Scalars['ID']['input']>;
};

/** The results, in the order of the input. */
export type MoveExecutionsPayload = {
  __typename?: 'MoveExecutionsPayload';
  /** One result for each id. */
  results: Array<MoveExecutionResult>;
};

/** The write operations. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Cancels executions. Their waiting actions are removed. A worker that holds one of their actions gets a CONFLICT when it completes it. At most 500 in one call. */
  cancelExecutions?: Maybe<MoveExecutionsPayload>;
  /**
   * Claims actions to work on. A claimed action is held until its lease expires or the action is completed; a lease can be
   * extended. Answers at once if there is work, otherwise waits as long as `wait` says. State changes exactly once, but an
   * action whose lease expired is given to another worker: what a worker does outside may happen more than once.
   */
  claimActions?: Maybe<ClaimActionsPayload>;
  /** Deletes all executions of a backend, in batches. Runs and flows stay. */
  clearExecutions?: Maybe<ClearExecutionsPayload>;
  /**
   * Completes actions with their outputs or their errors. At most 500 in one call. A worker that no longer holds the lease
   * gets a CONFLICT and changes nothing.
   */
  completeActions?: Maybe<CompleteActionsPayload>;
  /**
   * Makes tokens of the API. At most 500 in one call, and 1,000 in all. The secret of a token is in this answer and nowhere
   * else. Needs a token with the scope `admin` and without limits, as the next field does.
   */
  createTokens?: Maybe<CreateTokensPayload>;
  /** Deletes executions with everything that belongs to them. At most 500 in one call. */
  deleteExecutions?: Maybe<DeleteExecutionsPayload>;
  /** Extends the leases of claimed actions. At most 500 in one call. A lease never lasts longer than the node's `timeoutMs` from its claim. */
  extendLeases?: Maybe<ExtendLeasesPayload>;
  /** Records heartbeats of runs. At most 500 in one call. A heartbeat older than the stored one changes nothing. */
  heartbeatRuns?: Maybe<HeartbeatRunsPayload>;
  /**
   * Records whole executions, with their attempts, payloads, node results, DAG and facts. At most 500 in one call. Each
   * element has a result of its own: a bad one does not affect the others. An id that is already stored is a CONFLICT,
   * unless `onConflict` says otherwise.
   */
  recordExecutions?: Maybe<RecordExecutionsPayload>;
  /**
   * Appends facts to steps of runs, or to executions. At most 500 in one call. For the step `end` of a run, the fields
   * `attempt` (an attempt started) and `attempt_ok` (its verdict, `true` or `false`) decide the run's status. A fact that
   * repeats a `clientKey` of the same run or execution is ignored.
   */
  recordMetadata?: Maybe<RecordMetadataPayload>;
  /**
   * Records runs. At most 500 in one call. A number or a name that the flow already has is a CONFLICT. A call that repeats a
   * `clientKey` returns the run that was stored with it.
   */
  recordRuns?: Maybe<RecordRunsPayload>;
  /**
   * Queues failed and cancelled executions again: they are PENDING until a worker claims, and then a new attempt continues
   * with the nodes that are not finished. At most 500 in one call.
   */
  retryExecutions?: Maybe<MoveExecutionsPayload>;
  /**
   * Revokes tokens for ever. At most 500 in one call. Requests with them are refused, and their streams and waiting claims
   * end: at once on this server, within 5 seconds on others. A token that was revoked before is `ok`.
   */
  revokeTokens?: Maybe<RevokeTokensPayload>;
  /**
   * Queues executions to be worked through along their DAGs by workers that claim their actions. At most 500 in one call.
   * Starting the same id or `idempotencyKey` again with the same flow, DAG and inputs returns the execution that was
   * started before. With other ones it is a CONFLICT.
   */
  startExecutions?: Maybe<StartExecutionsPayload>;
  /**
   * Updates executions while they run: starts and finishes attempts, sets results, records heartbeats, adds facts and tags.
   * At most 500 patches in one call; several may be for the same execution. A patch changes only what it names, and is
   * applied as a whole or not at all. A finished attempt is final: repeating its verdict is ignored, another verdict is a
   * CONFLICT. Start a new attempt instead.
   */
  updateExecutions?: Maybe<UpdateExecutionsPayload>;
};


/** The write operations. */
export type MutationCancelExecutionsArgs = {
  input: MoveExecutionsInput;
};


/** The write operations. */
export type MutationClaimActionsArgs = {
  input: ClaimActionsInput;
};


/** The write operations. */
export type MutationClearExecutionsArgs = {
  input: ClearExecutionsInput;
};


/** The write operations. */
export type MutationCompleteActionsArgs = {
  input: CompleteActionsInput;
};


/** The write operations. */
export type MutationCreateTokensArgs = {
  input: CreateTokensInput;
};


/** The write operations. */
export type MutationDeleteExecutionsArgs = {
  input: DeleteExecutionsInput;
};


/** The write operations. */
export type MutationExtendLeasesArgs = {
  input: ExtendLeasesInput;
};


/** The write operations. */
export type MutationHeartbeatRunsArgs = {
  input: HeartbeatRunsInput;
};


/** The write operations. */
export type MutationRecordExecutionsArgs = {
  input: RecordExecutionsInput;
};


/** The write operations. */
export type MutationRecordMetadataArgs = {
  input: RecordMetadataInput;
};


/** The write operations. */
export type MutationRecordRunsArgs = {
  input: RecordRunsInput;
};


/** The write operations. */
export type MutationRetryExecutionsArgs = {
  input: MoveExecutionsInput;
};


/** The write operations. */
export type MutationRevokeTokensArgs = {
  input: RevokeTokensInput;
};


/** The write operations. */
export type MutationStartExecutionsArgs = {
  input: StartExecutionsInput;
};


/** The write operations. */
export type MutationUpdateExecutionsArgs = {
  input: UpdateExecutionsInput;
};

/** A node that differs between two DAGs. */
export type NodeDifference = {
  __typename?: 'NodeDifference';
  /** The id of the node. */
  id: Scalars['ID']['output'];
  /** What happened from left to right. */
  kind: DifferenceKind;
  /** The node of the left side, with its result there. */
  left?: Maybe<DagNode>;
  /** The node of the right side, with its result there. */
  right?: Maybe<DagNode>;
};

/** The result of one node in one attempt. */
export type NodeResult = {
  __typename?: 'NodeResult';
  /** The number of the attempt, from 1. */
  attempt: Scalars['Int']['output'];
  /** The original size of the value as JSON text in UTF-8 bytes, before anything was cut. `null` if there is no value. */
  bytes?: Maybe<Scalars['SafeInt']['output']>;
  /** The duration in milliseconds. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** How the engine encodes the value, as in `Payload.encoding`. */
  encoding?: Maybe<Scalars['String']['output']>;
  /** The error. */
  error?: Maybe<Scalars['String']['output']>;
  /** When it finished. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id of the node in the DAG. */
  nodeId: Scalars['ID']['output'];
  /** When it started. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The status. */
  status: NodeStatus;
  /** Whether anything of the value was cut. */
  truncated: Scalars['Boolean']['output'];
  /** The parts of the value that were cut, with their original sizes. */
  truncatedKeys: Array<TruncatedKey>;
  /** The value that the node produced. A part that was too large is replaced by its beginning as a string. It is read by a statement of its own, only when it is asked for. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** A page of node results. */
export type NodeResultConnection = {
  __typename?: 'NodeResultConnection';
  /** The node results with their cursors. */
  edges: Array<NodeResultEdge>;
  /** The node results. */
  nodes: Array<NodeResult>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** A node result with its cursor. */
export type NodeResultEdge = {
  __typename?: 'NodeResultEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The node result. */
  node: NodeResult;
};

/** The result of one node in one attempt. */
export type NodeResultInput = {
  /** The number of the attempt, from 1. */
  attempt?: InputMaybe<Scalars['Int']['input']>;
  /** The error, at most 100,000 characters. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it finished. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The id of the node in the DAG, 1 to 255 characters. */
  nodeId: Scalars['ID']['input'];
  /** When it started. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The status. */
  status: NodeStatus;
  /** The value that the node produced: at most 100,000 JSON values, nested at most 500 levels deep. */
  value?: InputMaybe<Scalars['JSON']['input']>;
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

/** The position of a page in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of its last element. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more elements follow. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether elements precede. When paging forward, true means that the page did not start at the beginning of the list. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of its first element. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Inputs or outputs. They are read only when they are asked for. */
export type Payload = {
  __typename?: 'Payload';
  /** The original size as JSON text in UTF-8 bytes, before anything was cut. */
  bytes: Scalars['SafeInt']['output'];
  /** How the engine encodes what `json` does not hold as it is. `null`: `json` is the value. `superjson`: it is the value without the types that JSON does not have. Any other name, such as `py_pickle` or `text`: it is one string with what is stored, in Base64 if that is no text. */
  encoding?: Maybe<Scalars['String']['output']>;
  /** The value. A part that was too large is replaced by its beginning as a string: see `truncatedKeys`. */
  json?: Maybe<Scalars['JSON']['output']>;
  /** The beginning of the JSON text, at most 200 characters. */
  preview: Scalars['String']['output'];
  /** Whether anything was cut. */
  truncated: Scalars['Boolean']['output'];
  /** The parts that were cut, with their original sizes. */
  truncatedKeys: Array<TruncatedKey>;
};

/** The differences of inputs or outputs. */
export type PayloadComparison = {
  __typename?: 'PayloadComparison';
  /** The first differences. Objects are compared by key, and lists by position. What only one side has, or what is not an object or a list on both, is one difference. */
  differences: Array<ValueDifference>;
  /** Whether there are more differences. */
  hasMore: Scalars['Boolean']['output'];
  /** Whether both sides are stored whole. Of values that were cut, the beginnings and the true sizes are compared. */
  isExact: Scalars['Boolean']['output'];
  /** The left side's. `null` if it has none. */
  left?: Maybe<Payload>;
  /** The right side's. `null` if it has none. */
  right?: Maybe<Payload>;
};

/** Why one element of a mutation was refused. */
export type Problem = {
  __typename?: 'Problem';
  /** The code. */
  code: ErrorCode;
  /** For a CONFLICT of versions, the stored version. */
  current?: Maybe<Scalars['String']['output']>;
  /** The path of the wrong field, beginning with `input`. */
  field?: Maybe<Scalars['String']['output']>;
  /** The bound that was exceeded. */
  limit?: Maybe<Scalars['SafeInt']['output']>;
  /** What is wrong, in words. */
  message: Scalars['String']['output'];
  /** The given size or number. */
  received?: Maybe<Scalars['SafeInt']['output']>;
};

/** The read operations. */
export type Query = {
  __typename?: 'Query';
  /**
   * What wants eyes now, over all backends, the worst first. Each backend is asked by at most twelve statements, each of
   * which reads a bounded number of rows. `null` if no backend answered.
   */
  attention?: Maybe<Attention>;
  /**
   * The audit: who deleted, cleared, cancelled, retried or revoked what, and when, of all backends, the newest first. One
   * statement per backend. A backend that is only read has none. `null` if no backend answered. Needs a token with the scope
   * `admin` and without limits.
   */
  audit?: Maybe<AuditEntryConnection>;
  /** The configured backends. Each one is asked whether it answers. */
  backends: Array<Backend>;
  /**
   * Compares executions in pairs, in the order of the pairs. The named executions are looked up by one statement per
   * backend, and all bases that are not named by two. A pair of which an execution is unknown is `null`, with an error that
   * names it. At most 50 pairs.
   */
  compareExecutions?: Maybe<Array<Maybe<ExecutionComparison>>>;
  /**
   * Compares runs in pairs, in the order of the pairs. The named runs are looked up by one statement per backend, and all
   * bases that are not named by another one. A pair of which a run is unknown is `null`, with an error that names it. At
   * most 50 pairs.
   */
  compareRuns?: Maybe<Array<Maybe<RunComparison>>>;
  /** The execution with this id, or `null` if no backend knows it. Aliases of this field share one statement per backend. */
  execution?: Maybe<Execution>;
  /**
   * The executions that match a filter, merged over all backends. One statement per backend, and a second one for a
   * substring search. `null` if no backend answered.
   */
  executionHistory?: Maybe<ExecutionConnection>;
  /**
   * Counts, durations and flows of the executions that match a filter. One statement per backend, and a second one for a
   * substring search. `null` if no backend answered.
   */
  executionStats?: Maybe<ExecutionStats>;
  /**
   * The executions with these ids, in the order of the ids. A repeated id is answered each time, and an id that no
   * backend knows is answered with `null`. One statement per backend, however many ids. At most 500 ids.
   */
  executions?: Maybe<Array<Maybe<Execution>>>;
  /**
   * The failures that match a filter, in groups of the same error, merged over all backends. Executions that failed or timed
   * out with an error are in a group; those that were cancelled or stopped sending heartbeats are not. One statement per
   * backend, over its newest 100,000 matching failures. `null` if no backend answered.
   */
  failureGroups?: Maybe<FailureGroupConnection>;
  /** The flows of all backends, ordered by name. One statement per backend. `null` if no backend answered. */
  flows?: Maybe<FlowConnection>;
  /** The state of a backend's work queue. `null` if the backend did not answer. */
  queue?: Maybe<Queue>;
  /**
   * What a retention pass would delete now, in one backend or in all that take writes. One statement per backend. Counts
   * stop at 10,000 for each part of the rule and backend: `isExact` is then false. `null` if no backend answered.
   */
  retentionPreview?: Maybe<RetentionPreview>;
  /**
   * A run of a flow by its number or name, or the newest run if `ref` is not given. `null` if there is none, or if it has
   * none of the statuses. Aliases of this field share one statement per backend, whatever their arguments.
   */
  run?: Maybe<Run>;
  /** The most frequent users and tags of the newest 10,000 runs that match a filter. `null` if no backend answered. */
  runFacets?: Maybe<RunFacets>;
  /**
   * The number of runs of each status over time, from `filter.startedAfter` to `filter.startedBefore` in equal buckets.
   * Default: the last 30 days. `null` if no backend answered.
   */
  runHistogram?: Maybe<RunHistogram>;
  /** The runs that match a filter, merged over all backends that have runs. One statement per backend. `null` if no backend answered. */
  runs?: Maybe<RunConnection>;
  /** The number of runs of each status that match a filter. `null` if no backend answered. */
  statusCounts?: Maybe<StatusCounts>;
  /**
   * The tokens of the API, at most 2,000: those that are valid, and behind them those that expired or were revoked in the
   * last 30 days, the newest first. Needs a token with the scope `admin` and without limits.
   */
  tokens?: Maybe<Array<Token>>;
};


/** The read operations. */
export type QueryAttentionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The read operations. */
export type QueryAuditArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The read operations. */
export type QueryCompareExecutionsArgs = {
  pairs: Array<ExecutionPairInput>;
};


/** The read operations. */
export type QueryCompareRunsArgs = {
  pairs: Array<RunPairInput>;
};


/** The read operations. */
export type QueryExecutionArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


/** The read operations. */
export type QueryExecutionHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExecutionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ExecutionOrder>;
};


/** The read operations. */
export type QueryExecutionStatsArgs = {
  filter?: InputMaybe<ExecutionFilter>;
};


/** The read operations. */
export type QueryExecutionsArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/** The read operations. */
export type QueryFailureGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExecutionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<FailureGroupOrder>;
};


/** The read operations. */
export type QueryFlowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FlowFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** The read operations. */
export type QueryQueueArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
};


/** The read operations. */
export type QueryRetentionPreviewArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  rule?: InputMaybe<Scalars['String']['input']>;
};


/** The read operations. */
export type QueryRunArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  flow: Scalars['String']['input'];
  ref?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<Array<RunStatus>>;
};


/** The read operations. */
export type QueryRunFacetsArgs = {
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The read operations. */
export type QueryRunHistogramArgs = {
  buckets?: InputMaybe<Scalars['Int']['input']>;
  filter?: InputMaybe<RunFilter>;
};


/** The read operations. */
export type QueryRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<RunOrder>;
};


/** The read operations. */
export type QueryStatusCountsArgs = {
  filter?: InputMaybe<RunFilter>;
};

/** The work queue of a backend. Counting stops at 10,000 for each kind. */
export type Queue = {
  __typename?: 'Queue';
  /** The name of the backend. */
  backend: Scalars['String']['output'];
  /** The number of actions that wait for their next attempt. */
  delayed: Scalars['SafeInt']['output'];
  /** The number of executions whose `runAt` is in the future. */
  future: Scalars['SafeInt']['output'];
  /** The number of actions that workers hold a lease on. */
  inFlight: Scalars['SafeInt']['output'];
  /** How long the queue's work took in this server process since it started. */
  latencies: Array<QueueLatency>;
  /** Age of the oldest ready action in milliseconds, counted from its execution's planned start. `null` if nothing is ready. */
  oldestMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The number of executions in progress. */
  open: Scalars['SafeInt']['output'];
  /** What this server process has done since it started. */
  rates: Array<QueueRate>;
  /** The number of actions that can be claimed now, by kind. */
  ready: Array<QueueBacklog>;
  /** The number of executions that wait to begin, by flow. */
  waiting: Array<QueueBacklog>;
  /** The workers that claimed in the last hour, most recent first. At most 100. */
  workers: Array<QueueWorker>;
};

/** The waiting work of one flow or of one kind. */
export type QueueBacklog = {
  __typename?: 'QueueBacklog';
  /** Whether the count is exact. */
  isExact: Scalars['Boolean']['output'];
  /** The name of the flow, or of the kind. */
  name: Scalars['String']['output'];
  /** The planned start of the oldest one's execution. */
  oldest: Scalars['DateTime']['output'];
  /** The count. If `isExact` is false, there are at least this many. */
  value: Scalars['SafeInt']['output'];
};

/** How long something took, in milliseconds. */
export type QueueLatency = {
  __typename?: 'QueueLatency';
  /** The number of measurements. */
  count: Scalars['SafeInt']['output'];
  /** The maximum. */
  max: Scalars['Float']['output'];
  /** What was measured: `turnaround` (from the claim to the committed completion), or the statements of one phase: `claim`, `complete`, `fanIn`, `enqueue`, `history`. */
  name: Scalars['String']['output'];
  /** The median. */
  p50: Scalars['Float']['output'];
  /** The 90th percentile. */
  p90: Scalars['Float']['output'];
  /** The 99th percentile. */
  p99: Scalars['Float']['output'];
};

/** How often something was done. */
export type QueueRate = {
  __typename?: 'QueueRate';
  /** What was done: `started`, `claimed`, `completed` or `refused`. */
  name: Scalars['String']['output'];
  /** The rate per second over the last minute. */
  perSecond: Scalars['Float']['output'];
  /** The total since this server process started. */
  total: Scalars['SafeInt']['output'];
};

/** A worker that claimed in the last hour. */
export type QueueWorker = {
  __typename?: 'QueueWorker';
  /** The name that the worker gave itself. */
  id: Scalars['ID']['output'];
  /** The kinds of nodes it claims. */
  kinds: Array<Scalars['String']['output']>;
  /** When it last claimed, to within ten seconds. */
  seenAt: Scalars['DateTime']['output'];
};

/** The result for one element. */
export type RecordExecutionResult = {
  __typename?: 'RecordExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the execution. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the element in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the element was accepted. */
  ok: Scalars['Boolean']['output'];
  /** Why the element was not stored. */
  problem?: Maybe<Problem>;
  /** Whether the execution was stored. False if it succeeded and sampling left it out, or if it was ignored. */
  stored: Scalars['Boolean']['output'];
};

/** The input of `recordExecutions`. */
export type RecordExecutionsInput = {
  /** The backend that stores them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The executions, 1 to 500. */
  executions: Array<ExecutionInput>;
  /** What to do with an id that is already stored, or that occurs earlier in this call. */
  onConflict?: InputMaybe<OnConflict>;
};

/** The results, in the order of the input. */
export type RecordExecutionsPayload = {
  __typename?: 'RecordExecutionsPayload';
  /** One result for each element. */
  results: Array<RecordExecutionResult>;
};

/** The input of `recordMetadata`. */
export type RecordMetadataInput = {
  /** The backend that has the runs and executions. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The facts, 1 to 500. */
  facts: Array<FactInput>;
};

/** The results, in the order of the input. */
export type RecordMetadataPayload = {
  __typename?: 'RecordMetadataPayload';
  /** One result for each element. */
  results: Array<MetadataResult>;
};

/** The input of `recordRuns`. */
export type RecordRunsInput = {
  /** The backend that stores them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The runs, 1 to 500. */
  runs: Array<RunInput>;
};

/** The results, in the order of the input. */
export type RecordRunsPayload = {
  __typename?: 'RecordRunsPayload';
  /** One result for each element. */
  results: Array<RunResult>;
};

/** A server with a copy of a backend, which queries are read from while it is not too far behind. */
export type Replica = {
  __typename?: 'Replica';
  /** Its host and port. */
  host: Scalars['String']['output'];
  /** How many milliseconds it was behind. `null` if that is not known. */
  lagMs?: Maybe<Scalars['SafeInt']['output']>;
  /** Whether it answered. */
  reachable: Scalars['Boolean']['output'];
};

/** A state that an engine can report for an attempt in progress. */
export type ReportedState =
  /** Paused. */
  | 'PAUSED'
  /** Waiting for something outside. */
  | 'WAITING';

/** What one part of a retention rule would delete. */
export type RetentionPart = {
  __typename?: 'RetentionPart';
  /** The number of executions that it would delete. */
  executions: Scalars['SafeInt']['output'];
  /** Whether the count is exact. */
  isExact: Scalars['Boolean']['output'];
  /** The part of the rule, such as `completed:30d`. */
  part: Scalars['String']['output'];
};

/** What a retention pass would delete. */
export type RetentionPreview = {
  __typename?: 'RetentionPreview';
  /** The number of DAGs that were unused for 25 hours. The DAGs of executions that are deleted now are left for a later pass. */
  dags: Scalars['SafeInt']['output'];
  /** Whether all executions and DAGs were counted. */
  isExact: Scalars['Boolean']['output'];
  /** The start of the oldest execution that would be deleted, or when it was recorded if it never started. `null` if none would be deleted. */
  oldest?: Maybe<Scalars['DateTime']['output']>;
  /** One count for each part of the rule, in the order of the rule. An execution that two parts would delete is counted with the one about an age. */
  parts: Array<RetentionPart>;
  /** The number of executions that would be deleted, over all parts. */
  total: Scalars['SafeInt']['output'];
  /** The backends that did not answer. Their executions are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** The retry rule of a node. */
export type Retry = {
  __typename?: 'Retry';
  /** How the delay between attempts grows. */
  backoff: Backoff;
  /** The delay before the second attempt, in milliseconds. */
  delayMs: Scalars['SafeInt']['output'];
  /** The most attempts. */
  maxAttempts: Scalars['Int']['output'];
};

/** The retry rule of a node. */
export type RetryInput = {
  /** How the delay between attempts grows. */
  backoff?: InputMaybe<Backoff>;
  /** The delay before the second attempt, in milliseconds, 0 to 3,600,000. No delay is longer than an hour. */
  delayMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The most attempts, 1 to 100. */
  maxAttempts: Scalars['Int']['input'];
};

/** The result for one token. */
export type RevokeTokenResult = {
  __typename?: 'RevokeTokenResult';
  /** The id of the token. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the id in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the token is revoked now. */
  ok: Scalars['Boolean']['output'];
  /** Why the token was not revoked. */
  problem?: Maybe<Problem>;
};

/** The input of `revokeTokens`. */
export type RevokeTokensInput = {
  /** The ids of tokens, 1 to 500. */
  ids: Array<Scalars['ID']['input']>;
};

/** The results, in the order of the input. */
export type RevokeTokensPayload = {
  __typename?: 'RevokeTokensPayload';
  /** One result for each id. */
  results: Array<RevokeTokenResult>;
};

/** A run of a flow, from its start to its verdict. */
export type Run = {
  __typename?: 'Run';
  /** The name of its backend. */
  backend: Scalars['String']['output'];
  /** The duration in milliseconds, up to the verdict or the last heartbeat. Clocks that disagree can make it negative. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The executions of the run, oldest first. */
  executions?: Maybe<ExecutionConnection>;
  /**
   * Why it failed and where that began. Not `null` exactly when the status is FAILED. One statement per level of failed parts
   * and backend, however many are asked.
   */
  failure?: Maybe<Failure>;
  /** When the run finished: the time of its verdict, or its last heartbeat if the heartbeats stopped. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name of the flow. */
  flow: Scalars['String']['output'];
  /** The last heartbeat. */
  heartbeatAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the run has no final verdict and its heartbeats stopped. A retry whose process died stays RUNNING; this field tells. */
  heartbeatStale: Scalars['Boolean']['output'];
  /** After how many milliseconds without a heartbeat a run of this backend counts as failed. */
  heartbeatTimeoutMs: Scalars['SafeInt']['output'];
  /** `backend:flow/number`, unique over all backends. */
  id: Scalars['ID']['output'];
  /** The newest run of the same flow that has one of these statuses. */
  latest?: Maybe<Run>;
  /** The recorded facts, in the order they were recorded. */
  metadata?: Maybe<RunMetadataConnection>;
  /** The name within the flow, if the run has one. */
  name?: Maybe<Scalars['String']['output']>;
  /** The run of the same flow that started after this one. */
  next?: Maybe<Run>;
  /** The number within the flow. */
  number: Scalars['SafeInt']['output'];
  /** The run of the same flow that started before this one. */
  previous?: Maybe<Run>;
  /** When the run started. `null` if the stored time is out of range. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The status, computed from attempts, verdicts, heartbeats and the clock when it is asked for. */
  status: RunStatus;
  /** Why the status is what it is. */
  statusReason: StatusReason;
  /** The steps, ordered by when they first started. */
  steps?: Maybe<Array<Step>>;
  /** The tags that the engine gave, in byte order. */
  systemTags?: Maybe<Array<Scalars['String']['output']>>;
  /** The tags that people gave, in byte order. */
  tags?: Maybe<Array<Scalars['String']['output']>>;
  /** The user who started it. */
  user?: Maybe<Scalars['String']['output']>;
  /**
   * How long such runs usually take, to tell that one is slow. One statement per backend, however many are asked. `null` if
   * fewer than 5 are known, and in Metaflow.
   */
  usual?: Maybe<UsualDuration>;
  /** An opaque text that changes whenever the run changes. */
  version: Scalars['String']['output'];
};


/** A run of a flow, from its start to its verdict. */
export type RunExecutionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<ExecutionStatus>>;
};


/** A run of a flow, from its start to its verdict. */
export type RunLatestArgs = {
  status: Array<RunStatus>;
};


/** A run of a flow, from its start to its verdict. */
export type RunMetadataArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** An attempt of a run. */
export type RunAttemptInput = {
  /** When it started. Default: the time of the call. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number. */
  number?: InputMaybe<Scalars['Int']['input']>;
};

/** A time bucket. */
export type RunBucket = {
  __typename?: 'RunBucket';
  /** One count for each status. */
  counts: Array<StatusCount>;
  /** The start of the bucket, inclusive. */
  from: Scalars['DateTime']['output'];
  /** The end of the bucket, exclusive. */
  to: Scalars['DateTime']['output'];
};

/** What happened to a run. */
export type RunChange = {
  __typename?: 'RunChange';
  /** The backend of the change. */
  backend: Scalars['String']['output'];
  /** The run's `id`. `null` if the change is not about a run. */
  id?: Maybe<Scalars['ID']['output']>;
  /** What happened. */
  kind: RunChangeKind;
  /** The run in its newest state. `null` if it was deleted, or if the change is not about a run. */
  run?: Maybe<Run>;
};

/** What can happen to a run, or to all runs of a backend. */
export type RunChangeKind =
  /** The run was deleted. It may have matched. */
  | 'DELETE'
  /** The run matches the filter, and was not known to match. */
  | 'ENTER'
  /** The run no longer matches, or may have matched before and does not. */
  | 'LEAVE'
  /** From now on changes are told. Changes before may have been missed: query the runs of the backend. */
  | 'SNAPSHOT'
  /** The backend does not answer. When it does again, a SNAPSHOT follows. */
  | 'UNAVAILABLE'
  /** The run has changed and still matches. */
  | 'UPDATE';

/**
 * What is different in a run. Without a base, every part is `null`. Each part is read only when it is asked for, by one
 * statement per kind of record and backend for all pairs.
 */
export type RunComparison = {
  __typename?: 'RunComparison';
  /** How many milliseconds longer `right` took. `null` if one of them has no duration. */
  durationDifferenceMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The base. `null` if none was named and no earlier run of the flow is COMPLETED. */
  left?: Maybe<Run>;
  /** The run that is compared with the base. */
  right: Run;
  /** The steps of both runs, matched by name: those of `right` in the order they started, then those of only `left`. */
  steps?: Maybe<Array<StepComparison>>;
  /** The tags that the engine gave to only one side. */
  systemTags?: Maybe<TagComparison>;
  /** The tags that people gave to only one side. */
  tags?: Maybe<TagComparison>;
};

/** A page of runs. */
export type RunConnection = {
  __typename?: 'RunConnection';
  /** The runs with their cursors. */
  edges: Array<RunEdge>;
  /** The runs. */
  nodes: Array<Run>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The backends that did not answer. Their runs are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** A run with its cursor. */
export type RunEdge = {
  __typename?: 'RunEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The run. */
  node: Run;
};

/** The most frequent values of the runs that match a filter. */
export type RunFacets = {
  __typename?: 'RunFacets';
  /** Whether all runs were counted. If false, the newest 10,000 of each backend were. */
  isExact: Scalars['Boolean']['output'];
  /** The tags, most frequent first. */
  tags: Array<FacetValue>;
  /** The backends that did not answer. Their runs are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
  /** The users, most frequent first. */
  users: Array<FacetValue>;
};

/** A filter for runs. All given conditions must hold. A list matches if one of its elements does, except `tagsAll`. An empty list matches nothing, except an empty `tagsAll`, which matches everything. The ends of a range are included. */
export type RunFilter = {
  /** Is in one of these backends, at most 100. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Belongs to one of these flows, at most 100. */
  flow?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Sent its last heartbeat at or after this time. */
  heartbeatAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Sent its last heartbeat at or before this time. */
  heartbeatBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Took at most this many milliseconds. */
  maxDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Took at least this many milliseconds. */
  minDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Has a name or number that starts with this text. */
  refPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Started at or after this time. */
  startedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Started at or before this time. */
  startedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Has one of these statuses, at most 3. */
  status?: InputMaybe<Array<RunStatus>>;
  /** Has all of these tags, at most 100. */
  tagsAll?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Has at least one of these tags, at most 100. */
  tagsAny?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Was started by one of these users, at most 100. */
  user?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The number of runs of each status over time. */
export type RunHistogram = {
  __typename?: 'RunHistogram';
  /** The time buckets, in order. Each one ends where the next begins. */
  buckets: Array<RunBucket>;
  /**
   * Whether every run was counted. Backends with their own counts of hours count every run if the filter asks for nothing
   * but flows, statuses and starts. Otherwise, of more than 50,000 runs in a backend, an even sample is counted and the
   * counts are estimates.
   */
  isExact: Scalars['Boolean']['output'];
  /** The backends that did not answer. Their runs are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** A run to record. */
export type RunInput = {
  /** An attempt that started, for engines without a step `end`. */
  attempt?: InputMaybe<RunAttemptInput>;
  /** Makes the call repeatable: the flow has at most one run with each key, of 1 to 255 characters. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** The name of the flow, 1 to 255 characters. */
  flow: Scalars['String']['input'];
  /** The last heartbeat. Default: the time of the call. `null` means a run without heartbeats. */
  heartbeatAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The name within the flow, 1 to 255 characters, not only digits. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The number within the flow. Default: the flow's next number. */
  number?: InputMaybe<Scalars['SafeInt']['input']>;
  /** When the run started. Default: the time of the call. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The tags of the engine, at most 100. */
  systemTags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The tags of people, at most 100. A tag that is also in `systemTags` counts as one of these. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The user who started it. */
  user?: InputMaybe<Scalars['String']['input']>;
  /** The verdict, for engines without a step `end`. */
  verdict?: InputMaybe<RunVerdictInput>;
};

/** A fact about a run. */
export type RunMetadata = {
  __typename?: 'RunMetadata';
  /** The attempt that the fact belongs to, if any. */
  attempt?: Maybe<Scalars['Int']['output']>;
  /** The name of the fact. */
  field: Scalars['String']['output'];
  /** The id within the run. */
  id: Scalars['ID']['output'];
  /** The step that the fact is about. */
  step: Scalars['String']['output'];
  /** The time of the fact. */
  ts?: Maybe<Scalars['DateTime']['output']>;
  /** The value of the fact. */
  value: Scalars['String']['output'];
};

/** A page of facts. */
export type RunMetadataConnection = {
  __typename?: 'RunMetadataConnection';
  /** The facts with their cursors. */
  edges: Array<RunMetadataEdge>;
  /** The facts. */
  nodes: Array<RunMetadata>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
};

/** A fact with its cursor. */
export type RunMetadataEdge = {
  __typename?: 'RunMetadataEdge';
  /** The cursor of this element. */
  cursor: Scalars['String']['output'];
  /** The fact. */
  node: RunMetadata;
};

/** The order of runs. */
export type RunOrder = {
  /** The direction. */
  direction?: InputMaybe<OrderDirection>;
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
  left?: InputMaybe<Scalars['ID']['input']>;
  /** The run that is compared with the base: an id. */
  right: Scalars['ID']['input'];
};

/** A reference to a run. */
export type RunRefInput = {
  /** The name of the flow. */
  flow: Scalars['String']['input'];
  /** The run's number. */
  number: Scalars['SafeInt']['input'];
};

/** The result for one element. */
export type RunResult = {
  __typename?: 'RunResult';
  /** The run's id. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the element in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the element is stored. */
  ok: Scalars['Boolean']['output'];
  /** Why the element was refused. */
  problem?: Maybe<Problem>;
  /** The run as it is stored now. */
  run?: Maybe<Run>;
};

/** The status of a run. */
export type RunStatus =
  /** The last step succeeded. */
  | 'COMPLETED'
  /** The last step failed, or the heartbeats stopped. */
  | 'FAILED'
  /** The run sends heartbeats, or its last step is being retried. */
  | 'RUNNING';

/** The verdict of a run. */
export type RunVerdictInput = {
  /** The time. Default: the time of the call. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether the run succeeded. */
  ok: Scalars['Boolean']['input'];
};

/** An attempt to start. */
export type StartAttemptInput = {
  /** The number. Default: the number after the last attempt, which must be finished. */
  number?: InputMaybe<Scalars['Int']['input']>;
  /** When it started. Default: the time of the call. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** An execution to start. */
export type StartExecutionInput = {
  /** The DAG to follow; it must not have a cycle. Default: the DAG of the whole call. */
  dag?: InputMaybe<DagInput>;
  /** The name of the flow, 1 to 255 characters. */
  flow: Scalars['String']['input'];
  /** The id, 1 to 255 characters. Default: a new id, unless `idempotencyKey` is given. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Makes the call repeatable: the id is derived from this key and the flow. Not together with `id`. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The inputs, given to the first nodes: at most 100,000 JSON values, nested at most 500 levels deep. */
  inputs?: InputMaybe<Scalars['JSON']['input']>;
  /** The id of the parent execution, which is another one. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The priority, -1,000 to 1,000. Higher ones come first. */
  priority?: InputMaybe<Scalars['Int']['input']>;
  /** The earliest time to begin. */
  runAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number of the run that the execution belongs to. */
  runNumber?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The share of such executions that is kept if they succeed, 0 to 1. */
  sampleRate?: InputMaybe<Scalars['Float']['input']>;
  /** The path of the script. */
  scriptPath?: InputMaybe<Scalars['String']['input']>;
  /** Where the execution was started from. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** The step of the run that the execution is. */
  step?: InputMaybe<Scalars['String']['input']>;
  /** The tags. At most 100, each 1 to 255 characters. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The result for one element. */
export type StartExecutionResult = {
  __typename?: 'StartExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the execution. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the element in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the execution is started, now or by an earlier call. */
  ok: Scalars['Boolean']['output'];
  /** Why the execution was not started. */
  problem?: Maybe<Problem>;
  /** Whether this call started the execution. */
  started: Scalars['Boolean']['output'];
};

/** The input of `startExecutions`. */
export type StartExecutionsInput = {
  /** The backend that takes them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The DAG of the executions that have none of their own. */
  dag?: InputMaybe<DagInput>;
  /** The executions, 1 to 500. */
  executions: Array<StartExecutionInput>;
};

/** The results, in the order of the input. */
export type StartExecutionsPayload = {
  __typename?: 'StartExecutionsPayload';
  /** One result for each element. */
  results: Array<StartExecutionResult>;
};

/** The number of runs that have a status. */
export type StatusCount = {
  __typename?: 'StatusCount';
  /** Whether the count is exact. Counting stops at 10,000 in each backend. */
  isExact: Scalars['Boolean']['output'];
  /** The status. */
  status: RunStatus;
  /** The count. If `isExact` is false, it is a lower bound or an estimate. */
  value: Scalars['SafeInt']['output'];
};

/** The number of runs by status. */
export type StatusCounts = {
  __typename?: 'StatusCounts';
  /** One count for each status that was asked for. */
  counts: Array<StatusCount>;
  /** The backends that did not answer. Their runs are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
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

/** A step of a run: the executions that share it. */
export type Step = {
  __typename?: 'Step';
  /** The number of executions by status. */
  counts: Array<ExecutionCount>;
  /** When the last finished execution of the step finished. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The step's name. */
  name: Scalars['String']['output'];
  /** When the first execution of the step started. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A step of two runs. */
export type StepComparison = {
  __typename?: 'StepComparison';
  /** How many milliseconds longer the step took in the right run. `null` if it is not over in both. */
  durationDifferenceMs?: Maybe<Scalars['SafeInt']['output']>;
  /** Compares the first execution of each side that has the status of the step there. `null` if the right run has no execution of the step. */
  execution?: Maybe<ExecutionComparison>;
  /** What happened from left to right. `null` if status and attempt are the same. */
  kind?: Maybe<DifferenceKind>;
  /** The step in the left run. `null` if it has none of this name. */
  left?: Maybe<StepState>;
  /** The name of the step. */
  name: Scalars['String']['output'];
  /** The step in the right run. `null` if it has none of this name. */
  right?: Maybe<StepState>;
};

/** How a step stands in a run. */
export type StepState = {
  __typename?: 'StepState';
  /** The highest number of an attempt of its executions. Metaflow counts from 0. */
  attempt: Scalars['Int']['output'];
  /** The number of executions by status. */
  counts: Array<ExecutionCount>;
  /** Milliseconds from `startedAt` to `finishedAt`. `null` if not all executions have finished. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** When the last of its finished executions finished. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When its first execution started. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The status: the first of FAILED, TIMED_OUT, CANCELLED, RUNNING, WAITING, PAUSED, PENDING, UNKNOWN and COMPLETED that one of its executions has. `null` if it has no executions. */
  status?: Maybe<ExecutionStatus>;
};

/**
 * What clients can watch, by `POST /graphql` with `Accept: text/event-stream`, or several at once by
 * `POST /graphql/stream`. An operation has one of these fields. Each answer says in `extensions.tick` as of when it is, for
 * each backend: `<epoch>.<number>`. Queries say it too, so that the newer of two can be told within an epoch.
 */
export type Subscription = {
  __typename?: 'Subscription';
  /** What wants eyes, at first and at most once in 10 seconds when something in a backend has changed. */
  attentionChanged: Attention;
  /**
   * What happens to executions. It begins with one SNAPSHOT for each id, or with UNKNOWN or UNAVAILABLE. Then each change
   * follows, in the newest state: of several changes in quick succession only the last may be told. An id that several
   * backends know belongs to the first configured one of them.
   */
  executionsChanged: ExecutionChange;
  /** The state of a backend's work queue, at first and at most once a second when something in the backend has changed. */
  queueChanged: Queue;
  /**
   * What happens to the runs that match a filter. It begins with one SNAPSHOT for each backend, without a run: query the
   * runs then, and apply the changes to them. Changes are told in the newest state: of several in quick succession only the
   * last may be told, so that an UPDATE can come without the ENTER before it.
   */
  runsChanged: RunChange;
};


/**
 * What clients can watch, by `POST /graphql` with `Accept: text/event-stream`, or several at once by
 * `POST /graphql/stream`. An operation has one of these fields. Each answer says in `extensions.tick` as of when it is, for
 * each backend: `<epoch>.<number>`. Queries say it too, so that the newer of two can be told within an epoch.
 */
export type SubscriptionExecutionsChangedArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/**
 * What clients can watch, by `POST /graphql` with `Accept: text/event-stream`, or several at once by
 * `POST /graphql/stream`. An operation has one of these fields. Each answer says in `extensions.tick` as of when it is, for
 * each backend: `<epoch>.<number>`. Queries say it too, so that the newer of two can be told within an epoch.
 */
export type SubscriptionQueueChangedArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
};


/**
 * What clients can watch, by `POST /graphql` with `Accept: text/event-stream`, or several at once by
 * `POST /graphql/stream`. An operation has one of these fields. Each answer says in `extensions.tick` as of when it is, for
 * each backend: `<epoch>.<number>`. Queries say it too, so that the newer of two can be told within an epoch.
 */
export type SubscriptionRunsChangedArgs = {
  filter?: InputMaybe<RunFilter>;
};

/** The tags of only one side. */
export type TagComparison = {
  __typename?: 'TagComparison';
  /** The tags that only the right side has, in byte order. */
  added: Array<Scalars['String']['output']>;
  /** The tags that only the left side has, in byte order. */
  removed: Array<Scalars['String']['output']>;
};

/** A token of the API, without its secret. */
export type Token = {
  __typename?: 'Token';
  /** The backends that it may see and write. `null`: all. */
  backends?: Maybe<Array<Scalars['String']['output']>>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it expires. `null`: never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The flows that it may see and write: names and beginnings of names (`train*`). `null`: all. */
  flows?: Maybe<Array<Scalars['String']['output']>>;
  /** Its id, which is no secret. */
  id: Scalars['ID']['output'];
  /** When it was used last, to about a minute. `null`: never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is for or whose it is. */
  name: Scalars['String']['output'];
  /** When it was revoked. `null`: it was not. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it may do. */
  scopes: Array<TokenScope>;
};

/** A token to make. */
export type TokenInput = {
  /** The backends that it may see and write, 1 to 20 names. Default: all. */
  backends?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it expires, at most ten years ahead. Default: never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * The flows that it may see and write, 1 to 20: names, or beginnings of names with a star behind them, such as `train*`.
   * Other flows do not exist for it. Default: all.
   */
  flows?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What it is for or whose it is, in 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** What it may do. */
  scopes: Array<TokenScope>;
};

/** What a token may do. No scope includes another one. */
export type TokenScope =
  /** Make, list and revoke tokens with any scope, read the audit, and clear backends. Only for tokens without a limit of flows. */
  | 'ADMIN'
  /** Read history: queries and subscriptions, and the records in the results of mutations. */
  | 'READ'
  /** Work in the queue: claim and complete actions, and extend leases. Only for tokens without a limit of flows. */
  | 'WORK'
  /** Record, update and delete history, and start, cancel and retry executions of the queue. */
  | 'WRITE';

/** A part of a value that was too large to be stored with it. */
export type TruncatedKey = {
  __typename?: 'TruncatedKey';
  /** The original size as JSON text in UTF-8 bytes. */
  bytes: Scalars['SafeInt']['output'];
  /** The whole part, if the server keeps large values. It is read by a statement of its own, only when it is asked for. */
  json?: Maybe<Scalars['JSON']['output']>;
  /** The key of the part. `null` if the value as a whole was cut. */
  name?: Maybe<Scalars['String']['output']>;
};

/** The result for one patch. */
export type UpdateExecutionResult = {
  __typename?: 'UpdateExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the execution. `null` if the element has none. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The position of the patch in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether the patch was applied, now or before. */
  ok: Scalars['Boolean']['output'];
  /** Why nothing was changed. */
  problem?: Maybe<Problem>;
  /** Whether the execution is stored. False if it succeeded and sampling removed it, and for every problem except a CONFLICT. */
  stored: Scalars['Boolean']['output'];
};

/** The input of `updateExecutions`. */
export type UpdateExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The patches, 1 to 500. They are applied in order. */
  executions: Array<ExecutionPatch>;
};

/** The results, in the order of the input. */
export type UpdateExecutionsPayload = {
  __typename?: 'UpdateExecutionsPayload';
  /** One result for each patch. */
  results: Array<UpdateExecutionResult>;
};

/**
 * How long the newest 50 took that completed and finished before this one began: runs of the same flow, or executions of the
 * same flow and step. The percentiles are durations of one of them.
 */
export type UsualDuration = {
  __typename?: 'UsualDuration';
  /** The number of durations that are known, 5 to 50. */
  count: Scalars['Int']['output'];
  /** The median in milliseconds. */
  p50Ms: Scalars['SafeInt']['output'];
  /** The 95th percentile in milliseconds. */
  p95Ms: Scalars['SafeInt']['output'];
  /**
   * The duration of this one divided by the median, with two decimals: 3.1 means 3.1 times as long as usual. An execution that
   * has not finished is measured until now. `null` if the duration is unknown or the median is 0.
   */
  ratio?: Maybe<Scalars['Float']['output']>;
};

/** A place where two JSON values differ. */
export type ValueDifference = {
  __typename?: 'ValueDifference';
  /** What happened from left to right. */
  kind: DifferenceKind;
  /** The value on the left side. `null` if there is none. */
  left?: Maybe<ComparedValue>;
  /** Where, as JSONPath: `$.layers[3].size`. Cut after 1,000 characters. */
  path: Scalars['String']['output'];
  /** The value on the right side. `null` if there is none. */
  right?: Maybe<ComparedValue>;
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



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Attempt: ResolverTypeWrapper<import('../db/executions/attempts.ts').AttemptRow>;
  AttemptConnection: ResolverTypeWrapper<Omit<AttemptConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AttemptEdge']>, nodes: Array<ResolversTypes['Attempt']> }>;
  AttemptEdge: ResolverTypeWrapper<Omit<AttemptEdge, 'node'> & { node: ResolversTypes['Attempt'] }>;
  AttemptInput: AttemptInput;
  Attention: ResolverTypeWrapper<Omit<Attention, 'items'> & { items: Array<ResolversTypes['AttentionItem']> }>;
  AttentionItem: ResolverTypeWrapper<import('./models.ts').AttentionItemOf>;
  AttentionKind: AttentionKind;
  AuditAction: AuditAction;
  AuditEntry: ResolverTypeWrapper<import('../db/audit/list.ts').AuditRow>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditEntryEdge']>, nodes: Array<ResolversTypes['AuditEntry']> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditFilter: AuditFilter;
  AuditVia: AuditVia;
  Backend: ResolverTypeWrapper<import('./models.ts').BackendOf>;
  Backoff: Backoff;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ClaimActionsInput: ClaimActionsInput;
  ClaimActionsPayload: ResolverTypeWrapper<Omit<ClaimActionsPayload, 'actions'> & { actions: Array<ResolversTypes['ClaimedAction']> }>;
  ClaimedAction: ResolverTypeWrapper<import('../db/queue/claim.ts').ClaimedAction>;
  ClearExecutionsInput: ClearExecutionsInput;
  ClearExecutionsPayload: ResolverTypeWrapper<ClearExecutionsPayload>;
  ComparedValue: ResolverTypeWrapper<ComparedValue>;
  CompleteActionResult: ResolverTypeWrapper<import('./models.ts').CompleteResult>;
  CompleteActionsInput: CompleteActionsInput;
  CompleteActionsPayload: ResolverTypeWrapper<Omit<CompleteActionsPayload, 'results'> & { results: Array<ResolversTypes['CompleteActionResult']> }>;
  CompletionInput: CompletionInput;
  CreateTokenResult: ResolverTypeWrapper<import('./models.ts').CreatedToken>;
  CreateTokensInput: CreateTokensInput;
  CreateTokensPayload: ResolverTypeWrapper<Omit<CreateTokensPayload, 'results'> & { results: Array<ResolversTypes['CreateTokenResult']> }>;
  Dag: ResolverTypeWrapper<import('./models.ts').DagOf>;
  DagBounds: ResolverTypeWrapper<DagBounds>;
  DagBoundsInput: DagBoundsInput;
  DagComparison: ResolverTypeWrapper<Omit<DagComparison, 'nodes'> & { nodes: Array<ResolversTypes['NodeDifference']> }>;
  DagEdge: ResolverTypeWrapper<DagEdge>;
  DagEdgeInput: DagEdgeInput;
  DagGroup: ResolverTypeWrapper<DagGroup>;
  DagGroupInput: DagGroupInput;
  DagInput: DagInput;
  DagNode: ResolverTypeWrapper<import('./models.ts').NodeOf>;
  DagNodeInput: DagNodeInput;
  DagPosition: ResolverTypeWrapper<DagPosition>;
  DagPositionInput: DagPositionInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteExecutionResult: ResolverTypeWrapper<DeleteExecutionResult>;
  DeleteExecutionsInput: DeleteExecutionsInput;
  DeleteExecutionsPayload: ResolverTypeWrapper<DeleteExecutionsPayload>;
  DifferenceKind: DifferenceKind;
  DurationStats: ResolverTypeWrapper<DurationStats>;
  EdgeCondition: ResolverTypeWrapper<EdgeCondition>;
  EdgeConditionInput: EdgeConditionInput;
  EdgeDifference: ResolverTypeWrapper<EdgeDifference>;
  EdgeKind: EdgeKind;
  ErrorCode: ErrorCode;
  ErrorComparison: ResolverTypeWrapper<ErrorComparison>;
  Execution: ResolverTypeWrapper<import('../db/executions/rows.ts').ExecutionRow>;
  ExecutionChange: ResolverTypeWrapper<import('../live/events.ts').ExecutionEvent>;
  ExecutionChangeKind: ExecutionChangeKind;
  ExecutionComparison: ResolverTypeWrapper<import('./models.ts').ExecutionSides>;
  ExecutionConnection: ResolverTypeWrapper<Omit<ExecutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ExecutionEdge']>, nodes: Array<ResolversTypes['Execution']> }>;
  ExecutionCount: ResolverTypeWrapper<ExecutionCount>;
  ExecutionEdge: ResolverTypeWrapper<Omit<ExecutionEdge, 'node'> & { node: ResolversTypes['Execution'] }>;
  ExecutionFilter: ExecutionFilter;
  ExecutionInput: ExecutionInput;
  ExecutionOrder: ExecutionOrder;
  ExecutionPairInput: ExecutionPairInput;
  ExecutionPatch: ExecutionPatch;
  ExecutionStats: ResolverTypeWrapper<ExecutionStats>;
  ExecutionStatus: ExecutionStatus;
  ExecutionStatusCount: ResolverTypeWrapper<ExecutionStatusCount>;
  ExtendLeaseResult: ResolverTypeWrapper<ExtendLeaseResult>;
  ExtendLeasesInput: ExtendLeasesInput;
  ExtendLeasesPayload: ResolverTypeWrapper<ExtendLeasesPayload>;
  FacetValue: ResolverTypeWrapper<FacetValue>;
  FactInput: FactInput;
  Failure: ResolverTypeWrapper<import('./models.ts').FailureOf>;
  FailureBucket: ResolverTypeWrapper<FailureBucket>;
  FailureChange: ResolverTypeWrapper<FailureChange>;
  FailureChangeKind: FailureChangeKind;
  FailureGroup: ResolverTypeWrapper<import('./models.ts').FailureGroupOf>;
  FailureGroupConnection: ResolverTypeWrapper<Omit<FailureGroupConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FailureGroupEdge']>, nodes: Array<ResolversTypes['FailureGroup']> }>;
  FailureGroupEdge: ResolverTypeWrapper<Omit<FailureGroupEdge, 'node'> & { node: ResolversTypes['FailureGroup'] }>;
  FailureGroupOrder: FailureGroupOrder;
  FailureStep: ResolverTypeWrapper<FailureStep>;
  FailureStepKind: FailureStepKind;
  FinishAttemptInput: FinishAttemptInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Flow: ResolverTypeWrapper<import('../db/runs/flows.ts').FlowRow>;
  FlowConnection: ResolverTypeWrapper<Omit<FlowConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FlowEdge']>, nodes: Array<ResolversTypes['Flow']> }>;
  FlowCount: ResolverTypeWrapper<FlowCount>;
  FlowEdge: ResolverTypeWrapper<Omit<FlowEdge, 'node'> & { node: ResolversTypes['Flow'] }>;
  FlowFilter: FlowFilter;
  FlowStats: ResolverTypeWrapper<FlowStats>;
  HeartbeatInput: HeartbeatInput;
  HeartbeatRunsInput: HeartbeatRunsInput;
  HeartbeatRunsPayload: ResolverTypeWrapper<Omit<HeartbeatRunsPayload, 'results'> & { results: Array<ResolversTypes['RunResult']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LayoutDirection: LayoutDirection;
  LeaseInput: LeaseInput;
  Metadata: ResolverTypeWrapper<import('../db/executions/details.ts').MetadataRow>;
  MetadataConnection: ResolverTypeWrapper<Omit<MetadataConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['MetadataEdge']>, nodes: Array<ResolversTypes['Metadata']> }>;
  MetadataEdge: ResolverTypeWrapper<Omit<MetadataEdge, 'node'> & { node: ResolversTypes['Metadata'] }>;
  MetadataInput: MetadataInput;
  MetadataResult: ResolverTypeWrapper<import('./models.ts').MetadataOutcome>;
  MoveExecutionResult: ResolverTypeWrapper<import('./models.ts').MoveResult>;
  MoveExecutionsInput: MoveExecutionsInput;
  MoveExecutionsPayload: ResolverTypeWrapper<Omit<MoveExecutionsPayload, 'results'> & { results: Array<ResolversTypes['MoveExecutionResult']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NodeDifference: ResolverTypeWrapper<Omit<NodeDifference, 'left' | 'right'> & { left?: Maybe<ResolversTypes['DagNode']>, right?: Maybe<ResolversTypes['DagNode']> }>;
  NodeResult: ResolverTypeWrapper<import('../db/executions/details.ts').NodeResultRow>;
  NodeResultConnection: ResolverTypeWrapper<Omit<NodeResultConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['NodeResultEdge']>, nodes: Array<ResolversTypes['NodeResult']> }>;
  NodeResultEdge: ResolverTypeWrapper<Omit<NodeResultEdge, 'node'> & { node: ResolversTypes['NodeResult'] }>;
  NodeResultInput: NodeResultInput;
  NodeStatus: NodeStatus;
  OnConflict: OnConflict;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payload: ResolverTypeWrapper<import('../db/executions/largetexts.ts').PayloadRow>;
  PayloadComparison: ResolverTypeWrapper<Omit<PayloadComparison, 'left' | 'right'> & { left?: Maybe<ResolversTypes['Payload']>, right?: Maybe<ResolversTypes['Payload']> }>;
  Problem: ResolverTypeWrapper<Problem>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Queue: ResolverTypeWrapper<Queue>;
  QueueBacklog: ResolverTypeWrapper<QueueBacklog>;
  QueueLatency: ResolverTypeWrapper<QueueLatency>;
  QueueRate: ResolverTypeWrapper<QueueRate>;
  QueueWorker: ResolverTypeWrapper<QueueWorker>;
  RecordExecutionResult: ResolverTypeWrapper<import('./models.ts').RecordResult>;
  RecordExecutionsInput: RecordExecutionsInput;
  RecordExecutionsPayload: ResolverTypeWrapper<Omit<RecordExecutionsPayload, 'results'> & { results: Array<ResolversTypes['RecordExecutionResult']> }>;
  RecordMetadataInput: RecordMetadataInput;
  RecordMetadataPayload: ResolverTypeWrapper<Omit<RecordMetadataPayload, 'results'> & { results: Array<ResolversTypes['MetadataResult']> }>;
  RecordRunsInput: RecordRunsInput;
  RecordRunsPayload: ResolverTypeWrapper<Omit<RecordRunsPayload, 'results'> & { results: Array<ResolversTypes['RunResult']> }>;
  Replica: ResolverTypeWrapper<Replica>;
  ReportedState: ReportedState;
  RetentionPart: ResolverTypeWrapper<RetentionPart>;
  RetentionPreview: ResolverTypeWrapper<RetentionPreview>;
  Retry: ResolverTypeWrapper<Retry>;
  RetryInput: RetryInput;
  RevokeTokenResult: ResolverTypeWrapper<RevokeTokenResult>;
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolverTypeWrapper<RevokeTokensPayload>;
  Run: ResolverTypeWrapper<import('../db/runs/rows.ts').RunRow>;
  RunAttemptInput: RunAttemptInput;
  RunBucket: ResolverTypeWrapper<RunBucket>;
  RunChange: ResolverTypeWrapper<import('../live/events.ts').RunEvent>;
  RunChangeKind: RunChangeKind;
  RunComparison: ResolverTypeWrapper<import('./models.ts').RunSides>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RunEdge']>, nodes: Array<ResolversTypes['Run']> }>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunFacets: ResolverTypeWrapper<RunFacets>;
  RunFilter: RunFilter;
  RunHistogram: ResolverTypeWrapper<RunHistogram>;
  RunInput: RunInput;
  RunMetadata: ResolverTypeWrapper<import('../db/runs/details.ts').RunMetadataRow>;
  RunMetadataConnection: ResolverTypeWrapper<Omit<RunMetadataConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RunMetadataEdge']>, nodes: Array<ResolversTypes['RunMetadata']> }>;
  RunMetadataEdge: ResolverTypeWrapper<Omit<RunMetadataEdge, 'node'> & { node: ResolversTypes['RunMetadata'] }>;
  RunOrder: RunOrder;
  RunOrderField: RunOrderField;
  RunPairInput: RunPairInput;
  RunRefInput: RunRefInput;
  RunResult: ResolverTypeWrapper<import('./models.ts').RunOutcome>;
  RunStatus: RunStatus;
  RunVerdictInput: RunVerdictInput;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  StartAttemptInput: StartAttemptInput;
  StartExecutionInput: StartExecutionInput;
  StartExecutionResult: ResolverTypeWrapper<import('./models.ts').StartResult>;
  StartExecutionsInput: StartExecutionsInput;
  StartExecutionsPayload: ResolverTypeWrapper<Omit<StartExecutionsPayload, 'results'> & { results: Array<ResolversTypes['StartExecutionResult']> }>;
  StatusCount: ResolverTypeWrapper<StatusCount>;
  StatusCounts: ResolverTypeWrapper<StatusCounts>;
  StatusReason: StatusReason;
  Step: ResolverTypeWrapper<Step>;
  StepComparison: ResolverTypeWrapper<import('./models.ts').StepSides>;
  StepState: ResolverTypeWrapper<StepState>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<import('../live/events.ts').LiveEvent>;
  TagComparison: ResolverTypeWrapper<TagComparison>;
  Token: ResolverTypeWrapper<import('../db/tokens/tokens.ts').TokenRow>;
  TokenInput: TokenInput;
  TokenScope: TokenScope;
  TruncatedKey: ResolverTypeWrapper<import('./models.ts').TruncatedKeyOf>;
  UpdateExecutionResult: ResolverTypeWrapper<import('./models.ts').UpdateResult>;
  UpdateExecutionsInput: UpdateExecutionsInput;
  UpdateExecutionsPayload: ResolverTypeWrapper<Omit<UpdateExecutionsPayload, 'results'> & { results: Array<ResolversTypes['UpdateExecutionResult']> }>;
  UsualDuration: ResolverTypeWrapper<UsualDuration>;
  ValueDifference: ResolverTypeWrapper<ValueDifference>;
  Verdict: Verdict;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attempt: import('../db/executions/attempts.ts').AttemptRow;
  AttemptConnection: Omit<AttemptConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AttemptEdge']>, nodes: Array<ResolversParentTypes['Attempt']> };
  AttemptEdge: Omit<AttemptEdge, 'node'> & { node: ResolversParentTypes['Attempt'] };
  AttemptInput: AttemptInput;
  Attention: Omit<Attention, 'items'> & { items: Array<ResolversParentTypes['AttentionItem']> };
  AttentionItem: import('./models.ts').AttentionItemOf;
  AuditEntry: import('../db/audit/list.ts').AuditRow;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditEntryEdge']>, nodes: Array<ResolversParentTypes['AuditEntry']> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditFilter: AuditFilter;
  Backend: import('./models.ts').BackendOf;
  Boolean: Scalars['Boolean']['output'];
  ClaimActionsInput: ClaimActionsInput;
  ClaimActionsPayload: Omit<ClaimActionsPayload, 'actions'> & { actions: Array<ResolversParentTypes['ClaimedAction']> };
  ClaimedAction: import('../db/queue/claim.ts').ClaimedAction;
  ClearExecutionsInput: ClearExecutionsInput;
  ClearExecutionsPayload: ClearExecutionsPayload;
  ComparedValue: ComparedValue;
  CompleteActionResult: import('./models.ts').CompleteResult;
  CompleteActionsInput: CompleteActionsInput;
  CompleteActionsPayload: Omit<CompleteActionsPayload, 'results'> & { results: Array<ResolversParentTypes['CompleteActionResult']> };
  CompletionInput: CompletionInput;
  CreateTokenResult: import('./models.ts').CreatedToken;
  CreateTokensInput: CreateTokensInput;
  CreateTokensPayload: Omit<CreateTokensPayload, 'results'> & { results: Array<ResolversParentTypes['CreateTokenResult']> };
  Dag: import('./models.ts').DagOf;
  DagBounds: DagBounds;
  DagBoundsInput: DagBoundsInput;
  DagComparison: Omit<DagComparison, 'nodes'> & { nodes: Array<ResolversParentTypes['NodeDifference']> };
  DagEdge: DagEdge;
  DagEdgeInput: DagEdgeInput;
  DagGroup: DagGroup;
  DagGroupInput: DagGroupInput;
  DagInput: DagInput;
  DagNode: import('./models.ts').NodeOf;
  DagNodeInput: DagNodeInput;
  DagPosition: DagPosition;
  DagPositionInput: DagPositionInput;
  DateTime: Scalars['DateTime']['output'];
  DeleteExecutionResult: DeleteExecutionResult;
  DeleteExecutionsInput: DeleteExecutionsInput;
  DeleteExecutionsPayload: DeleteExecutionsPayload;
  DurationStats: DurationStats;
  EdgeCondition: EdgeCondition;
  EdgeConditionInput: EdgeConditionInput;
  EdgeDifference: EdgeDifference;
  ErrorComparison: ErrorComparison;
  Execution: import('../db/executions/rows.ts').ExecutionRow;
  ExecutionChange: import('../live/events.ts').ExecutionEvent;
  ExecutionComparison: import('./models.ts').ExecutionSides;
  ExecutionConnection: Omit<ExecutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ExecutionEdge']>, nodes: Array<ResolversParentTypes['Execution']> };
  ExecutionCount: ExecutionCount;
  ExecutionEdge: Omit<ExecutionEdge, 'node'> & { node: ResolversParentTypes['Execution'] };
  ExecutionFilter: ExecutionFilter;
  ExecutionInput: ExecutionInput;
  ExecutionOrder: ExecutionOrder;
  ExecutionPairInput: ExecutionPairInput;
  ExecutionPatch: ExecutionPatch;
  ExecutionStats: ExecutionStats;
  ExecutionStatusCount: ExecutionStatusCount;
  ExtendLeaseResult: ExtendLeaseResult;
  ExtendLeasesInput: ExtendLeasesInput;
  ExtendLeasesPayload: ExtendLeasesPayload;
  FacetValue: FacetValue;
  FactInput: FactInput;
  Failure: import('./models.ts').FailureOf;
  FailureBucket: FailureBucket;
  FailureChange: FailureChange;
  FailureGroup: import('./models.ts').FailureGroupOf;
  FailureGroupConnection: Omit<FailureGroupConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FailureGroupEdge']>, nodes: Array<ResolversParentTypes['FailureGroup']> };
  FailureGroupEdge: Omit<FailureGroupEdge, 'node'> & { node: ResolversParentTypes['FailureGroup'] };
  FailureStep: FailureStep;
  FinishAttemptInput: FinishAttemptInput;
  Float: Scalars['Float']['output'];
  Flow: import('../db/runs/flows.ts').FlowRow;
  FlowConnection: Omit<FlowConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FlowEdge']>, nodes: Array<ResolversParentTypes['Flow']> };
  FlowCount: FlowCount;
  FlowEdge: Omit<FlowEdge, 'node'> & { node: ResolversParentTypes['Flow'] };
  FlowFilter: FlowFilter;
  FlowStats: FlowStats;
  HeartbeatInput: HeartbeatInput;
  HeartbeatRunsInput: HeartbeatRunsInput;
  HeartbeatRunsPayload: Omit<HeartbeatRunsPayload, 'results'> & { results: Array<ResolversParentTypes['RunResult']> };
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  LeaseInput: LeaseInput;
  Metadata: import('../db/executions/details.ts').MetadataRow;
  MetadataConnection: Omit<MetadataConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['MetadataEdge']>, nodes: Array<ResolversParentTypes['Metadata']> };
  MetadataEdge: Omit<MetadataEdge, 'node'> & { node: ResolversParentTypes['Metadata'] };
  MetadataInput: MetadataInput;
  MetadataResult: import('./models.ts').MetadataOutcome;
  MoveExecutionResult: import('./models.ts').MoveResult;
  MoveExecutionsInput: MoveExecutionsInput;
  MoveExecutionsPayload: Omit<MoveExecutionsPayload, 'results'> & { results: Array<ResolversParentTypes['MoveExecutionResult']> };
  Mutation: Record<PropertyKey, never>;
  NodeDifference: Omit<NodeDifference, 'left' | 'right'> & { left?: Maybe<ResolversParentTypes['DagNode']>, right?: Maybe<ResolversParentTypes['DagNode']> };
  NodeResult: import('../db/executions/details.ts').NodeResultRow;
  NodeResultConnection: Omit<NodeResultConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['NodeResultEdge']>, nodes: Array<ResolversParentTypes['NodeResult']> };
  NodeResultEdge: Omit<NodeResultEdge, 'node'> & { node: ResolversParentTypes['NodeResult'] };
  NodeResultInput: NodeResultInput;
  PageInfo: PageInfo;
  Payload: import('../db/executions/largetexts.ts').PayloadRow;
  PayloadComparison: Omit<PayloadComparison, 'left' | 'right'> & { left?: Maybe<ResolversParentTypes['Payload']>, right?: Maybe<ResolversParentTypes['Payload']> };
  Problem: Problem;
  Query: Record<PropertyKey, never>;
  Queue: Queue;
  QueueBacklog: QueueBacklog;
  QueueLatency: QueueLatency;
  QueueRate: QueueRate;
  QueueWorker: QueueWorker;
  RecordExecutionResult: import('./models.ts').RecordResult;
  RecordExecutionsInput: RecordExecutionsInput;
  RecordExecutionsPayload: Omit<RecordExecutionsPayload, 'results'> & { results: Array<ResolversParentTypes['RecordExecutionResult']> };
  RecordMetadataInput: RecordMetadataInput;
  RecordMetadataPayload: Omit<RecordMetadataPayload, 'results'> & { results: Array<ResolversParentTypes['MetadataResult']> };
  RecordRunsInput: RecordRunsInput;
  RecordRunsPayload: Omit<RecordRunsPayload, 'results'> & { results: Array<ResolversParentTypes['RunResult']> };
  Replica: Replica;
  RetentionPart: RetentionPart;
  RetentionPreview: RetentionPreview;
  Retry: Retry;
  RetryInput: RetryInput;
  RevokeTokenResult: RevokeTokenResult;
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: RevokeTokensPayload;
  Run: import('../db/runs/rows.ts').RunRow;
  RunAttemptInput: RunAttemptInput;
  RunBucket: RunBucket;
  RunChange: import('../live/events.ts').RunEvent;
  RunComparison: import('./models.ts').RunSides;
  RunConnection: Omit<RunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RunEdge']>, nodes: Array<ResolversParentTypes['Run']> };
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunFacets: RunFacets;
  RunFilter: RunFilter;
  RunHistogram: RunHistogram;
  RunInput: RunInput;
  RunMetadata: import('../db/runs/details.ts').RunMetadataRow;
  RunMetadataConnection: Omit<RunMetadataConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RunMetadataEdge']>, nodes: Array<ResolversParentTypes['RunMetadata']> };
  RunMetadataEdge: Omit<RunMetadataEdge, 'node'> & { node: ResolversParentTypes['RunMetadata'] };
  RunOrder: RunOrder;
  RunPairInput: RunPairInput;
  RunRefInput: RunRefInput;
  RunResult: import('./models.ts').RunOutcome;
  RunVerdictInput: RunVerdictInput;
  SafeInt: Scalars['SafeInt']['output'];
  StartAttemptInput: StartAttemptInput;
  StartExecutionInput: StartExecutionInput;
  StartExecutionResult: import('./models.ts').StartResult;
  StartExecutionsInput: StartExecutionsInput;
  StartExecutionsPayload: Omit<StartExecutionsPayload, 'results'> & { results: Array<ResolversParentTypes['StartExecutionResult']> };
  StatusCount: StatusCount;
  StatusCounts: StatusCounts;
  Step: Step;
  StepComparison: import('./models.ts').StepSides;
  StepState: StepState;
  String: Scalars['String']['output'];
  Subscription: import('../live/events.ts').LiveEvent;
  TagComparison: TagComparison;
  Token: import('../db/tokens/tokens.ts').TokenRow;
  TokenInput: TokenInput;
  TruncatedKey: import('./models.ts').TruncatedKeyOf;
  UpdateExecutionResult: import('./models.ts').UpdateResult;
  UpdateExecutionsInput: UpdateExecutionsInput;
  UpdateExecutionsPayload: Omit<UpdateExecutionsPayload, 'results'> & { results: Array<ResolversParentTypes['UpdateExecutionResult']> };
  UsualDuration: UsualDuration;
  ValueDifference: ValueDifference;
};

export type AttemptResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Attempt'] = ResolversParentTypes['Attempt']> = {
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExecutionStatus'], ParentType, ContextType>;
  statusReason?: Resolver<ResolversTypes['StatusReason'], ParentType, ContextType>;
};

export type AttemptConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['AttemptConnection'] = ResolversParentTypes['AttemptConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AttemptEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Attempt']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AttemptEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['AttemptEdge'] = ResolversParentTypes['AttemptEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Attempt'], ParentType, ContextType>;
};

export type AttentionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Attention'] = ResolversParentTypes['Attention']> = {
  items?: Resolver<Array<ResolversTypes['AttentionItem']>, ParentType, ContextType>;
  notLookedAt?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AttentionItemResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['AttentionItem'] = ResolversParentTypes['AttentionItem']> = {
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  factor?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  flow?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['FailureGroup']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AttentionKind'], ParentType, ContextType>;
  queue?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['AuditAction'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ids?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  tokenId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  via?: Resolver<ResolversTypes['AuditVia'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type BackendResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend']> = {
  evicted?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  hasRuns?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reachable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  replicas?: Resolver<Maybe<Array<ResolversTypes['Replica']>>, ParentType, ContextType>;
};

export type ClaimActionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ClaimActionsPayload'] = ResolversParentTypes['ClaimActionsPayload']> = {
  actions?: Resolver<Array<ResolversTypes['ClaimedAction']>, ParentType, ContextType>;
};

export type ClaimedActionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ClaimedAction'] = ResolversParentTypes['ClaimedAction']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  executionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  input?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  leaseExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leaseToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  timeoutMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type ClearExecutionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ClearExecutionsPayload'] = ResolversParentTypes['ClearExecutionsPayload']> = {
  deleted?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ComparedValueResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ComparedValue'] = ResolversParentTypes['ComparedValue']> = {
  bytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  preview?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CompleteActionResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['CompleteActionResult'] = ResolversParentTypes['CompleteActionResult']> = {
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type CompleteActionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['CompleteActionsPayload'] = ResolversParentTypes['CompleteActionsPayload']> = {
  results?: Resolver<Array<ResolversTypes['CompleteActionResult']>, ParentType, ContextType>;
};

export type CreateTokenResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['CreateTokenResult'] = ResolversParentTypes['CreateTokenResult']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['Token']>, ParentType, ContextType>;
};

export type CreateTokensPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['CreateTokensPayload'] = ResolversParentTypes['CreateTokensPayload']> = {
  results?: Resolver<Array<ResolversTypes['CreateTokenResult']>, ParentType, ContextType>;
};

export type DagResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Dag'] = ResolversParentTypes['Dag']> = {
  bounds?: Resolver<Maybe<ResolversTypes['DagBounds']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['DagEdge']>, ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['DagGroup']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  layoutDirection?: Resolver<Maybe<ResolversTypes['LayoutDirection']>, ParentType, ContextType>;
  nodeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DagNode']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DagBoundsResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DagBounds'] = ResolversParentTypes['DagBounds']> = {
  maxX?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  maxY?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minX?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minY?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DagComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DagComparison'] = ResolversParentTypes['DagComparison']> = {
  edges?: Resolver<Array<ResolversTypes['EdgeDifference']>, ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['NodeDifference']>, ParentType, ContextType>;
};

export type DagEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DagEdge'] = ResolversParentTypes['DagEdge']> = {
  condition?: Resolver<Maybe<ResolversTypes['EdgeCondition']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EdgeKind'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DagGroupResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DagGroup'] = ResolversParentTypes['DagGroup']> = {
  collapsed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type DagNodeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DagNode'] = ResolversParentTypes['DagNode']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mapOver?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['DagPosition']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['NodeResult']>, ParentType, ContextType>;
  retry?: Resolver<Maybe<ResolversTypes['Retry']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NodeStatus'], ParentType, ContextType>;
  timeoutMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  typeSignature?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DagPositionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DagPosition'] = ResolversParentTypes['DagPosition']> = {
  x?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteExecutionResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DeleteExecutionResult'] = ResolversParentTypes['DeleteExecutionResult']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type DeleteExecutionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DeleteExecutionsPayload'] = ResolversParentTypes['DeleteExecutionsPayload']> = {
  results?: Resolver<Array<ResolversTypes['DeleteExecutionResult']>, ParentType, ContextType>;
};

export type DurationStatsResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['DurationStats'] = ResolversParentTypes['DurationStats']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  maxMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  p50Ms?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  p90Ms?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  p99Ms?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type EdgeConditionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['EdgeCondition'] = ResolversParentTypes['EdgeCondition']> = {
  equals?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EdgeDifferenceResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['EdgeDifference'] = ResolversParentTypes['EdgeDifference']> = {
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['DagEdge']>, ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['DagEdge']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ErrorComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ErrorComparison'] = ResolversParentTypes['ErrorComparison']> = {
  left?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExecutionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Execution'] = ResolversParentTypes['Execution']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Maybe<ResolversTypes['AttemptConnection']>, ParentType, ContextType, Partial<ExecutionAttemptsArgs>>;
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  children?: Resolver<Maybe<ResolversTypes['ExecutionConnection']>, ParentType, ContextType, Partial<ExecutionChildrenArgs>>;
  dag?: Resolver<Maybe<ResolversTypes['Dag']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['Failure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heartbeatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  heartbeatTimeoutMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Maybe<ResolversTypes['Payload']>, ParentType, ContextType>;
  isInQueue?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['MetadataConnection']>, ParentType, ContextType, Partial<ExecutionMetadataArgs>>;
  nodeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodeResults?: Resolver<Maybe<ResolversTypes['NodeResultConnection']>, ParentType, ContextType, Partial<ExecutionNodeResultsArgs>>;
  outputPreview?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outputs?: Resolver<Maybe<ResolversTypes['Payload']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  sampleRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  scriptPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExecutionStatus'], ParentType, ContextType>;
  statusReason?: Resolver<ResolversTypes['StatusReason'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  usual?: Resolver<Maybe<ResolversTypes['UsualDuration']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExecutionChangeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionChange'] = ResolversParentTypes['ExecutionChange']> = {
  backend?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ExecutionChangeKind'], ParentType, ContextType>;
};

export type ExecutionComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionComparison'] = ResolversParentTypes['ExecutionComparison']> = {
  dag?: Resolver<Maybe<ResolversTypes['DagComparison']>, ParentType, ContextType, RequireFields<ExecutionComparisonDagArgs, 'first'>>;
  durationDifferenceMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['ErrorComparison']>, ParentType, ContextType>;
  inputs?: Resolver<Maybe<ResolversTypes['PayloadComparison']>, ParentType, ContextType, RequireFields<ExecutionComparisonInputsArgs, 'first'>>;
  left?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  outputs?: Resolver<Maybe<ResolversTypes['PayloadComparison']>, ParentType, ContextType, RequireFields<ExecutionComparisonOutputsArgs, 'first'>>;
  right?: Resolver<ResolversTypes['Execution'], ParentType, ContextType>;
  tags?: Resolver<Maybe<ResolversTypes['TagComparison']>, ParentType, ContextType>;
};

export type ExecutionConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionConnection'] = ResolversParentTypes['ExecutionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ExecutionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Execution']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExecutionCountResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionCount'] = ResolversParentTypes['ExecutionCount']> = {
  status?: Resolver<ResolversTypes['ExecutionStatus'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ExecutionEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionEdge'] = ResolversParentTypes['ExecutionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Execution'], ParentType, ContextType>;
};

export type ExecutionStatsResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionStats'] = ResolversParentTypes['ExecutionStats']> = {
  counts?: Resolver<Array<ResolversTypes['ExecutionStatusCount']>, ParentType, ContextType>;
  durations?: Resolver<Maybe<ResolversTypes['DurationStats']>, ParentType, ContextType>;
  flows?: Resolver<Array<ResolversTypes['FlowStats']>, ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  newest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  oldest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExecutionStatusCountResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExecutionStatusCount'] = ResolversParentTypes['ExecutionStatusCount']> = {
  estimate?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExecutionStatus'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ExtendLeaseResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExtendLeaseResult'] = ResolversParentTypes['ExtendLeaseResult']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  leaseExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type ExtendLeasesPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ExtendLeasesPayload'] = ResolversParentTypes['ExtendLeasesPayload']> = {
  results?: Resolver<Array<ResolversTypes['ExtendLeaseResult']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FailureResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attempt?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  changed?: Resolver<Array<ResolversTypes['FailureChange']>, ParentType, ContextType, RequireFields<FailureChangedArgs, 'first'>>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['FailureGroup']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['FailureStep']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FailureBucketResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FailureBucket'] = ResolversParentTypes['FailureBucket']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FailureChangeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FailureChange'] = ResolversParentTypes['FailureChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FailureChangeKind'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FailureGroupResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FailureGroup'] = ResolversParentTypes['FailureGroup']> = {
  buckets?: Resolver<Array<ResolversTypes['FailureBucket']>, ParentType, ContextType, RequireFields<FailureGroupBucketsArgs, 'count'>>;
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  firstSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  flows?: Resolver<Array<ResolversTypes['FlowCount']>, ParentType, ContextType, RequireFields<FailureGroupFlowsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isNew?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isRising?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSeen?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  newest?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FailureGroupConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FailureGroupConnection'] = ResolversParentTypes['FailureGroupConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FailureGroupEdge']>, ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['FailureGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FailureGroupEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FailureGroupEdge'] = ResolversParentTypes['FailureGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FailureGroup'], ParentType, ContextType>;
};

export type FailureStepResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FailureStep'] = ResolversParentTypes['FailureStep']> = {
  attempt?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FailureStepKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExecutionStatus'], ParentType, ContextType>;
};

export type FlowResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Flow'] = ResolversParentTypes['Flow']> = {
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastRun?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<FlowLatestArgs, 'status'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlowConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FlowConnection'] = ResolversParentTypes['FlowConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FlowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Flow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowCountResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FlowCount'] = ResolversParentTypes['FlowCount']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlowEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FlowEdge'] = ResolversParentTypes['FlowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Flow'], ParentType, ContextType>;
};

export type FlowStatsResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['FlowStats'] = ResolversParentTypes['FlowStats']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HeartbeatRunsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['HeartbeatRunsPayload'] = ResolversParentTypes['HeartbeatRunsPayload']> = {
  results?: Resolver<Array<ResolversTypes['RunResult']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MetadataResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Metadata'] = ResolversParentTypes['Metadata']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ts?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MetadataConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['MetadataConnection'] = ResolversParentTypes['MetadataConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MetadataEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Metadata']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MetadataEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['MetadataEdge'] = ResolversParentTypes['MetadataEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Metadata'], ParentType, ContextType>;
};

export type MetadataResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['MetadataResult'] = ResolversParentTypes['MetadataResult']> = {
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type MoveExecutionResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['MoveExecutionResult'] = ResolversParentTypes['MoveExecutionResult']> = {
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type MoveExecutionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['MoveExecutionsPayload'] = ResolversParentTypes['MoveExecutionsPayload']> = {
  results?: Resolver<Array<ResolversTypes['MoveExecutionResult']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelExecutions?: Resolver<Maybe<ResolversTypes['MoveExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationCancelExecutionsArgs, 'input'>>;
  claimActions?: Resolver<Maybe<ResolversTypes['ClaimActionsPayload']>, ParentType, ContextType, RequireFields<MutationClaimActionsArgs, 'input'>>;
  clearExecutions?: Resolver<Maybe<ResolversTypes['ClearExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationClearExecutionsArgs, 'input'>>;
  completeActions?: Resolver<Maybe<ResolversTypes['CompleteActionsPayload']>, ParentType, ContextType, RequireFields<MutationCompleteActionsArgs, 'input'>>;
  createTokens?: Resolver<Maybe<ResolversTypes['CreateTokensPayload']>, ParentType, ContextType, RequireFields<MutationCreateTokensArgs, 'input'>>;
  deleteExecutions?: Resolver<Maybe<ResolversTypes['DeleteExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationDeleteExecutionsArgs, 'input'>>;
  extendLeases?: Resolver<Maybe<ResolversTypes['ExtendLeasesPayload']>, ParentType, ContextType, RequireFields<MutationExtendLeasesArgs, 'input'>>;
  heartbeatRuns?: Resolver<Maybe<ResolversTypes['HeartbeatRunsPayload']>, ParentType, ContextType, RequireFields<MutationHeartbeatRunsArgs, 'input'>>;
  recordExecutions?: Resolver<Maybe<ResolversTypes['RecordExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationRecordExecutionsArgs, 'input'>>;
  recordMetadata?: Resolver<Maybe<ResolversTypes['RecordMetadataPayload']>, ParentType, ContextType, RequireFields<MutationRecordMetadataArgs, 'input'>>;
  recordRuns?: Resolver<Maybe<ResolversTypes['RecordRunsPayload']>, ParentType, ContextType, RequireFields<MutationRecordRunsArgs, 'input'>>;
  retryExecutions?: Resolver<Maybe<ResolversTypes['MoveExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationRetryExecutionsArgs, 'input'>>;
  revokeTokens?: Resolver<Maybe<ResolversTypes['RevokeTokensPayload']>, ParentType, ContextType, RequireFields<MutationRevokeTokensArgs, 'input'>>;
  startExecutions?: Resolver<Maybe<ResolversTypes['StartExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationStartExecutionsArgs, 'input'>>;
  updateExecutions?: Resolver<Maybe<ResolversTypes['UpdateExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationUpdateExecutionsArgs, 'input'>>;
};

export type NodeDifferenceResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['NodeDifference'] = ResolversParentTypes['NodeDifference']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['DagNode']>, ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['DagNode']>, ParentType, ContextType>;
};

export type NodeResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['NodeResult'] = ResolversParentTypes['NodeResult']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bytes?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  encoding?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NodeStatus'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  truncatedKeys?: Resolver<Array<ResolversTypes['TruncatedKey']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type NodeResultConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['NodeResultConnection'] = ResolversParentTypes['NodeResultConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NodeResultEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['NodeResult']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NodeResultEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['NodeResultEdge'] = ResolversParentTypes['NodeResultEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NodeResult'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Payload'] = ResolversParentTypes['Payload']> = {
  bytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  encoding?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  json?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  preview?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  truncatedKeys?: Resolver<Array<ResolversTypes['TruncatedKey']>, ParentType, ContextType>;
};

export type PayloadComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['PayloadComparison'] = ResolversParentTypes['PayloadComparison']> = {
  differences?: Resolver<Array<ResolversTypes['ValueDifference']>, ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['Payload']>, ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['Payload']>, ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  attention?: Resolver<Maybe<ResolversTypes['Attention']>, ParentType, ContextType, RequireFields<QueryAttentionArgs, 'first'>>;
  audit?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditArgs>>;
  backends?: Resolver<Array<ResolversTypes['Backend']>, ParentType, ContextType>;
  compareExecutions?: Resolver<Maybe<Array<Maybe<ResolversTypes['ExecutionComparison']>>>, ParentType, ContextType, RequireFields<QueryCompareExecutionsArgs, 'pairs'>>;
  compareRuns?: Resolver<Maybe<Array<Maybe<ResolversTypes['RunComparison']>>>, ParentType, ContextType, RequireFields<QueryCompareRunsArgs, 'pairs'>>;
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType, RequireFields<QueryExecutionArgs, 'id'>>;
  executionHistory?: Resolver<Maybe<ResolversTypes['ExecutionConnection']>, ParentType, ContextType, Partial<QueryExecutionHistoryArgs>>;
  executionStats?: Resolver<Maybe<ResolversTypes['ExecutionStats']>, ParentType, ContextType, Partial<QueryExecutionStatsArgs>>;
  executions?: Resolver<Maybe<Array<Maybe<ResolversTypes['Execution']>>>, ParentType, ContextType, RequireFields<QueryExecutionsArgs, 'ids'>>;
  failureGroups?: Resolver<Maybe<ResolversTypes['FailureGroupConnection']>, ParentType, ContextType, Partial<QueryFailureGroupsArgs>>;
  flows?: Resolver<Maybe<ResolversTypes['FlowConnection']>, ParentType, ContextType, Partial<QueryFlowsArgs>>;
  queue?: Resolver<Maybe<ResolversTypes['Queue']>, ParentType, ContextType, Partial<QueryQueueArgs>>;
  retentionPreview?: Resolver<Maybe<ResolversTypes['RetentionPreview']>, ParentType, ContextType, Partial<QueryRetentionPreviewArgs>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'flow'>>;
  runFacets?: Resolver<Maybe<ResolversTypes['RunFacets']>, ParentType, ContextType, RequireFields<QueryRunFacetsArgs, 'first'>>;
  runHistogram?: Resolver<Maybe<ResolversTypes['RunHistogram']>, ParentType, ContextType, RequireFields<QueryRunHistogramArgs, 'buckets'>>;
  runs?: Resolver<Maybe<ResolversTypes['RunConnection']>, ParentType, ContextType, Partial<QueryRunsArgs>>;
  statusCounts?: Resolver<Maybe<ResolversTypes['StatusCounts']>, ParentType, ContextType, Partial<QueryStatusCountsArgs>>;
  tokens?: Resolver<Maybe<Array<ResolversTypes['Token']>>, ParentType, ContextType>;
};

export type QueueResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Queue'] = ResolversParentTypes['Queue']> = {
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  delayed?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  future?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  inFlight?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  latencies?: Resolver<Array<ResolversTypes['QueueLatency']>, ParentType, ContextType>;
  oldestMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  open?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  rates?: Resolver<Array<ResolversTypes['QueueRate']>, ParentType, ContextType>;
  ready?: Resolver<Array<ResolversTypes['QueueBacklog']>, ParentType, ContextType>;
  waiting?: Resolver<Array<ResolversTypes['QueueBacklog']>, ParentType, ContextType>;
  workers?: Resolver<Array<ResolversTypes['QueueWorker']>, ParentType, ContextType>;
};

export type QueueBacklogResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['QueueBacklog'] = ResolversParentTypes['QueueBacklog']> = {
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldest?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type QueueLatencyResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['QueueLatency'] = ResolversParentTypes['QueueLatency']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  p50?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p99?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QueueRateResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['QueueRate'] = ResolversParentTypes['QueueRate']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  perSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type QueueWorkerResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['QueueWorker'] = ResolversParentTypes['QueueWorker']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RecordExecutionResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RecordExecutionResult'] = ResolversParentTypes['RecordExecutionResult']> = {
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecordExecutionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RecordExecutionsPayload'] = ResolversParentTypes['RecordExecutionsPayload']> = {
  results?: Resolver<Array<ResolversTypes['RecordExecutionResult']>, ParentType, ContextType>;
};

export type RecordMetadataPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RecordMetadataPayload'] = ResolversParentTypes['RecordMetadataPayload']> = {
  results?: Resolver<Array<ResolversTypes['MetadataResult']>, ParentType, ContextType>;
};

export type RecordRunsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RecordRunsPayload'] = ResolversParentTypes['RecordRunsPayload']> = {
  results?: Resolver<Array<ResolversTypes['RunResult']>, ParentType, ContextType>;
};

export type ReplicaResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Replica'] = ResolversParentTypes['Replica']> = {
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lagMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  reachable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RetentionPartResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RetentionPart'] = ResolversParentTypes['RetentionPart']> = {
  executions?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RetentionPreviewResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RetentionPreview'] = ResolversParentTypes['RetentionPreview']> = {
  dags?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  oldest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['RetentionPart']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RetryResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Retry'] = ResolversParentTypes['Retry']> = {
  backoff?: Resolver<ResolversTypes['Backoff'], ParentType, ContextType>;
  delayMs?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  maxAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeTokenResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RevokeTokenResult'] = ResolversParentTypes['RevokeTokenResult']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type RevokeTokensPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RevokeTokensPayload'] = ResolversParentTypes['RevokeTokensPayload']> = {
  results?: Resolver<Array<ResolversTypes['RevokeTokenResult']>, ParentType, ContextType>;
};

export type RunResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  executions?: Resolver<Maybe<ResolversTypes['ExecutionConnection']>, ParentType, ContextType, Partial<RunExecutionsArgs>>;
  failure?: Resolver<Maybe<ResolversTypes['Failure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heartbeatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  heartbeatStale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  heartbeatTimeoutMs?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<RunLatestArgs, 'status'>>;
  metadata?: Resolver<Maybe<ResolversTypes['RunMetadataConnection']>, ParentType, ContextType, Partial<RunMetadataArgs>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  statusReason?: Resolver<ResolversTypes['StatusReason'], ParentType, ContextType>;
  steps?: Resolver<Maybe<Array<ResolversTypes['Step']>>, ParentType, ContextType>;
  systemTags?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  tags?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usual?: Resolver<Maybe<ResolversTypes['UsualDuration']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunBucketResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunBucket'] = ResolversParentTypes['RunBucket']> = {
  counts?: Resolver<Array<ResolversTypes['StatusCount']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RunChangeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunChange'] = ResolversParentTypes['RunChange']> = {
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RunChangeKind'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type RunComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunComparison'] = ResolversParentTypes['RunComparison']> = {
  durationDifferenceMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  right?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  steps?: Resolver<Maybe<Array<ResolversTypes['StepComparison']>>, ParentType, ContextType>;
  systemTags?: Resolver<Maybe<ResolversTypes['TagComparison']>, ParentType, ContextType>;
  tags?: Resolver<Maybe<ResolversTypes['TagComparison']>, ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunFacetsResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunFacets'] = ResolversParentTypes['RunFacets']> = {
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  users?: Resolver<Array<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type RunHistogramResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunHistogram'] = ResolversParentTypes['RunHistogram']> = {
  buckets?: Resolver<Array<ResolversTypes['RunBucket']>, ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RunMetadataResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunMetadata'] = ResolversParentTypes['RunMetadata']> = {
  attempt?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ts?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunMetadataConnectionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunMetadataConnection'] = ResolversParentTypes['RunMetadataConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RunMetadataEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RunMetadata']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RunMetadataEdgeResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunMetadataEdge'] = ResolversParentTypes['RunMetadataEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RunMetadata'], ParentType, ContextType>;
};

export type RunResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunResult'] = ResolversParentTypes['RunResult']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type StartExecutionResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['StartExecutionResult'] = ResolversParentTypes['StartExecutionResult']> = {
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  started?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StartExecutionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['StartExecutionsPayload'] = ResolversParentTypes['StartExecutionsPayload']> = {
  results?: Resolver<Array<ResolversTypes['StartExecutionResult']>, ParentType, ContextType>;
};

export type StatusCountResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['StatusCount'] = ResolversParentTypes['StatusCount']> = {
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type StatusCountsResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['StatusCounts'] = ResolversParentTypes['StatusCounts']> = {
  counts?: Resolver<Array<ResolversTypes['StatusCount']>, ParentType, ContextType>;
  unavailable?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StepResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Step'] = ResolversParentTypes['Step']> = {
  counts?: Resolver<Array<ResolversTypes['ExecutionCount']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type StepComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['StepComparison'] = ResolversParentTypes['StepComparison']> = {
  durationDifferenceMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  execution?: Resolver<Maybe<ResolversTypes['ExecutionComparison']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['DifferenceKind']>, ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['StepState']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['StepState']>, ParentType, ContextType>;
};

export type StepStateResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['StepState'] = ResolversParentTypes['StepState']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['ExecutionCount']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ExecutionStatus']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  attentionChanged?: SubscriptionResolver<ResolversTypes['Attention'], "attentionChanged", ParentType, ContextType>;
  executionsChanged?: SubscriptionResolver<ResolversTypes['ExecutionChange'], "executionsChanged", ParentType, ContextType, RequireFields<SubscriptionExecutionsChangedArgs, 'ids'>>;
  queueChanged?: SubscriptionResolver<ResolversTypes['Queue'], "queueChanged", ParentType, ContextType, Partial<SubscriptionQueueChangedArgs>>;
  runsChanged?: SubscriptionResolver<ResolversTypes['RunChange'], "runsChanged", ParentType, ContextType, Partial<SubscriptionRunsChangedArgs>>;
};

export type TagComparisonResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['TagComparison'] = ResolversParentTypes['TagComparison']> = {
  added?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  removed?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TokenResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Token'] = ResolversParentTypes['Token']> = {
  backends?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flows?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['TokenScope']>, ParentType, ContextType>;
};

export type TruncatedKeyResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['TruncatedKey'] = ResolversParentTypes['TruncatedKey']> = {
  bytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  json?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UpdateExecutionResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['UpdateExecutionResult'] = ResolversParentTypes['UpdateExecutionResult']> = {
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ok?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UpdateExecutionsPayloadResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['UpdateExecutionsPayload'] = ResolversParentTypes['UpdateExecutionsPayload']> = {
  results?: Resolver<Array<ResolversTypes['UpdateExecutionResult']>, ParentType, ContextType>;
};

export type UsualDurationResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['UsualDuration'] = ResolversParentTypes['UsualDuration']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p50Ms?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  p95Ms?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  ratio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ValueDifferenceResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['ValueDifference'] = ResolversParentTypes['ValueDifference']> = {
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['ComparedValue']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['ComparedValue']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = import('./context.ts').Context> = {
  Attempt?: AttemptResolvers<ContextType>;
  AttemptConnection?: AttemptConnectionResolvers<ContextType>;
  AttemptEdge?: AttemptEdgeResolvers<ContextType>;
  Attention?: AttentionResolvers<ContextType>;
  AttentionItem?: AttentionItemResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  ClaimActionsPayload?: ClaimActionsPayloadResolvers<ContextType>;
  ClaimedAction?: ClaimedActionResolvers<ContextType>;
  ClearExecutionsPayload?: ClearExecutionsPayloadResolvers<ContextType>;
  ComparedValue?: ComparedValueResolvers<ContextType>;
  CompleteActionResult?: CompleteActionResultResolvers<ContextType>;
  CompleteActionsPayload?: CompleteActionsPayloadResolvers<ContextType>;
  CreateTokenResult?: CreateTokenResultResolvers<ContextType>;
  CreateTokensPayload?: CreateTokensPayloadResolvers<ContextType>;
  Dag?: DagResolvers<ContextType>;
  DagBounds?: DagBoundsResolvers<ContextType>;
  DagComparison?: DagComparisonResolvers<ContextType>;
  DagEdge?: DagEdgeResolvers<ContextType>;
  DagGroup?: DagGroupResolvers<ContextType>;
  DagNode?: DagNodeResolvers<ContextType>;
  DagPosition?: DagPositionResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteExecutionResult?: DeleteExecutionResultResolvers<ContextType>;
  DeleteExecutionsPayload?: DeleteExecutionsPayloadResolvers<ContextType>;
  DurationStats?: DurationStatsResolvers<ContextType>;
  EdgeCondition?: EdgeConditionResolvers<ContextType>;
  EdgeDifference?: EdgeDifferenceResolvers<ContextType>;
  ErrorComparison?: ErrorComparisonResolvers<ContextType>;
  Execution?: ExecutionResolvers<ContextType>;
  ExecutionChange?: ExecutionChangeResolvers<ContextType>;
  ExecutionComparison?: ExecutionComparisonResolvers<ContextType>;
  ExecutionConnection?: ExecutionConnectionResolvers<ContextType>;
  ExecutionCount?: ExecutionCountResolvers<ContextType>;
  ExecutionEdge?: ExecutionEdgeResolvers<ContextType>;
  ExecutionStats?: ExecutionStatsResolvers<ContextType>;
  ExecutionStatusCount?: ExecutionStatusCountResolvers<ContextType>;
  ExtendLeaseResult?: ExtendLeaseResultResolvers<ContextType>;
  ExtendLeasesPayload?: ExtendLeasesPayloadResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  Failure?: FailureResolvers<ContextType>;
  FailureBucket?: FailureBucketResolvers<ContextType>;
  FailureChange?: FailureChangeResolvers<ContextType>;
  FailureGroup?: FailureGroupResolvers<ContextType>;
  FailureGroupConnection?: FailureGroupConnectionResolvers<ContextType>;
  FailureGroupEdge?: FailureGroupEdgeResolvers<ContextType>;
  FailureStep?: FailureStepResolvers<ContextType>;
  Flow?: FlowResolvers<ContextType>;
  FlowConnection?: FlowConnectionResolvers<ContextType>;
  FlowCount?: FlowCountResolvers<ContextType>;
  FlowEdge?: FlowEdgeResolvers<ContextType>;
  FlowStats?: FlowStatsResolvers<ContextType>;
  HeartbeatRunsPayload?: HeartbeatRunsPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Metadata?: MetadataResolvers<ContextType>;
  MetadataConnection?: MetadataConnectionResolvers<ContextType>;
  MetadataEdge?: MetadataEdgeResolvers<ContextType>;
  MetadataResult?: MetadataResultResolvers<ContextType>;
  MoveExecutionResult?: MoveExecutionResultResolvers<ContextType>;
  MoveExecutionsPayload?: MoveExecutionsPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NodeDifference?: NodeDifferenceResolvers<ContextType>;
  NodeResult?: NodeResultResolvers<ContextType>;
  NodeResultConnection?: NodeResultConnectionResolvers<ContextType>;
  NodeResultEdge?: NodeResultEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payload?: PayloadResolvers<ContextType>;
  PayloadComparison?: PayloadComparisonResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Queue?: QueueResolvers<ContextType>;
  QueueBacklog?: QueueBacklogResolvers<ContextType>;
  QueueLatency?: QueueLatencyResolvers<ContextType>;
  QueueRate?: QueueRateResolvers<ContextType>;
  QueueWorker?: QueueWorkerResolvers<ContextType>;
  RecordExecutionResult?: RecordExecutionResultResolvers<ContextType>;
  RecordExecutionsPayload?: RecordExecutionsPayloadResolvers<ContextType>;
  RecordMetadataPayload?: RecordMetadataPayloadResolvers<ContextType>;
  RecordRunsPayload?: RecordRunsPayloadResolvers<ContextType>;
  Replica?: ReplicaResolvers<ContextType>;
  RetentionPart?: RetentionPartResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  Retry?: RetryResolvers<ContextType>;
  RevokeTokenResult?: RevokeTokenResultResolvers<ContextType>;
  RevokeTokensPayload?: RevokeTokensPayloadResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunBucket?: RunBucketResolvers<ContextType>;
  RunChange?: RunChangeResolvers<ContextType>;
  RunComparison?: RunComparisonResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunFacets?: RunFacetsResolvers<ContextType>;
  RunHistogram?: RunHistogramResolvers<ContextType>;
  RunMetadata?: RunMetadataResolvers<ContextType>;
  RunMetadataConnection?: RunMetadataConnectionResolvers<ContextType>;
  RunMetadataEdge?: RunMetadataEdgeResolvers<ContextType>;
  RunResult?: RunResultResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  StartExecutionResult?: StartExecutionResultResolvers<ContextType>;
  StartExecutionsPayload?: StartExecutionsPayloadResolvers<ContextType>;
  StatusCount?: StatusCountResolvers<ContextType>;
  StatusCounts?: StatusCountsResolvers<ContextType>;
  Step?: StepResolvers<ContextType>;
  StepComparison?: StepComparisonResolvers<ContextType>;
  StepState?: StepStateResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TagComparison?: TagComparisonResolvers<ContextType>;
  Token?: TokenResolvers<ContextType>;
  TruncatedKey?: TruncatedKeyResolvers<ContextType>;
  UpdateExecutionResult?: UpdateExecutionResultResolvers<ContextType>;
  UpdateExecutionsPayload?: UpdateExecutionsPayloadResolvers<ContextType>;
  UsualDuration?: UsualDurationResolvers<ContextType>;
  ValueDifference?: ValueDifferenceResolvers<ContextType>;
};

