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
  /** An instant, RFC 3339 in UTC with milliseconds: `2026-11-21T09:30:00.000Z`. */
  DateTime: { input: number; output: number; }
  /** Any JSON value. Its numbers are of double precision: a whole one above 2^53 may lose its last digits, and one above 1.7e308 is refused. */
  JSON: { input: unknown; output: unknown; }
  /** A whole number from -(2^53 - 1) to 2^53 - 1. */
  SafeInt: { input: number; output: number; }
};

/** One try at an execution. */
export type Attempt = {
  __typename?: 'Attempt';
  /** How long it took, in milliseconds. In Metaflow, of one that is under way, until its last sign of life, and clocks that disagree can make it negative. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** What went wrong. */
  error?: Maybe<Scalars['String']['output']>;
  /** When it ended. In Metaflow also when the next one began, or when one that went silent was last heard of. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** 1 for the first. Metaflow counts from 0. */
  number: Scalars['Int']['output'];
  /** When it began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands, computed when asked. */
  status: ExecutionStatus;
  /** Why it stands there. */
  statusReason: StatusReason;
};

/** A page of attempts. */
export type AttemptConnection = {
  __typename?: 'AttemptConnection';
  /** The attempts with their cursors. */
  edges: Array<AttemptEdge>;
  /** The attempts. */
  nodes: Array<Attempt>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An attempt in a page. */
export type AttemptEdge = {
  __typename?: 'AttemptEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The attempt. */
  node: Attempt;
};

/** One try at an execution. */
export type AttemptInput = {
  /** What went wrong, 100,000 characters at most. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it ended. Goes with a verdict. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 for the first. Each number once. */
  number: Scalars['Int']['input'];
  /** When it began. */
  startedAt: Scalars['DateTime']['input'];
  /** How it ended. Goes with `finishedAt`. */
  verdict?: InputMaybe<Verdict>;
};

/** A store of executions and runs. */
export type Backend = {
  __typename?: 'Backend';
  /** How many executions a `memory` backend let go to stay within its bound. `null` for other kinds. */
  evicted?: Maybe<Scalars['SafeInt']['output']>;
  /** What kind of store it is: `sqlite`, `postgres`, `memory`, which ends with the process, or `metaflow`, which takes no writes. */
  kind: Scalars['String']['output'];
  /** How long a minimal query took, in milliseconds. `null` when it did not answer. */
  latencyMs?: Maybe<Scalars['Float']['output']>;
  /** How many executions a `memory` backend holds at most, and how many runs. `null` for other kinds, which have no such bound. */
  max?: Maybe<Scalars['SafeInt']['output']>;
  /** The name it was configured under. */
  name: Scalars['String']['output'];
  /** Whether it answered just now. */
  reachable: Scalars['Boolean']['output'];
};

/** How the time between attempts grows. */
export type Backoff =
  /** Twice as long with each attempt. */
  | 'EXPONENTIAL'
  /** By the same with each attempt. */
  | 'LINEAR'
  /** There is none. */
  | 'NONE';

/** What `claimActions` takes. */
export type ClaimActionsInput = {
  /** The backend to take them from. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The kinds of nodes it can work on, 1 to 100. */
  kinds: Array<Scalars['String']['input']>;
  /** How long each is held, in milliseconds, 1,000 to 3,600,000. */
  leaseMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** How many actions at most, 1 to 500. Fewer when their inputs together have more than the bound of one action's input. */
  limit?: InputMaybe<Scalars['Int']['input']>;
  /** How long to wait for work when there is none, in milliseconds, 0 to 20,000. */
  wait?: InputMaybe<Scalars['Int']['input']>;
  /** The name of the worker, 1 to 255 characters. */
  worker: Scalars['String']['input'];
};

/** What was claimed. */
export type ClaimActionsPayload = {
  __typename?: 'ClaimActionsPayload';
  /** The actions, those whose turn is first in front. */
  actions: Array<ClaimedAction>;
};

/** An action that a worker holds. */
export type ClaimedAction = {
  __typename?: 'ClaimedAction';
  /** Which attempt of the node this is, from 1. */
  attempt: Scalars['Int']['output'];
  /** The id of its execution. */
  executionId: Scalars['ID']['output'];
  /** The flow of its execution. */
  flow: Scalars['String']['output'];
  /** What the nodes before it produced, as an object by their ids; for a first node the inputs of the execution; for one element of a map, the element. */
  input?: Maybe<Scalars['JSON']['output']>;
  /** What kind of work it is. */
  kind: Scalars['String']['output'];
  /** When the lease runs out. */
  leaseExpiresAt: Scalars['DateTime']['output'];
  /** Proves that the worker holds it. */
  leaseToken: Scalars['String']['output'];
  /** The node of the graph. One element of a map is called by the node and its place: `each[3]`. */
  nodeId: Scalars['ID']['output'];
  /** How long it may take in all, in milliseconds. */
  timeoutMs?: Maybe<Scalars['SafeInt']['output']>;
};

/** What `clearExecutions` removes. */
export type ClearExecutionsInput = {
  /** The backend to clear. */
  backend: Scalars['String']['input'];
  /** The backend's name once more. */
  confirm: Scalars['String']['input'];
};

/** What was removed. */
export type ClearExecutionsPayload = {
  __typename?: 'ClearExecutionsPayload';
  /** How many executions. */
  deleted: Scalars['SafeInt']['output'];
};

/** What became of one completion. */
export type CompleteActionResult = {
  __typename?: 'CompleteActionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the execution. `null` when the element did not give one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Its place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it was applied. */
  ok: Scalars['Boolean']['output'];
  /** Why it was not applied. */
  problem?: Maybe<Problem>;
};

/** What `completeActions` completes. */
export type CompleteActionsInput = {
  /** The backend that has them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The actions, 1 to 500. */
  completions: Array<CompletionInput>;
};

/** The answers, in the order of the input. */
export type CompleteActionsPayload = {
  __typename?: 'CompleteActionsPayload';
  /** One for each action. */
  results: Array<CompleteActionResult>;
};

/** How one action went. */
export type CompletionInput = {
  /** Why it failed. It is tried again as often as its node says. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** The id of its execution. */
  executionId: Scalars['ID']['input'];
  /** With `error`: it is no use to try again. */
  final?: InputMaybe<Scalars['Boolean']['input']>;
  /** The lease, as it was claimed. */
  leaseToken: Scalars['String']['input'];
  /** The node, as it was claimed. */
  nodeId: Scalars['ID']['input'];
  /** What it produced. `null` when nothing else is given. */
  output?: InputMaybe<Scalars['JSON']['input']>;
  /** It was not tried, and is given back for somebody else. Not together with `output` or `error`. */
  release?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The graph that executions follow, stored once however many share it. */
export type Dag = {
  __typename?: 'Dag';
  /** The rectangle that its nodes were drawn in, if they were. */
  bounds?: Maybe<DagBounds>;
  /** What leads where. */
  edges: Array<DagEdge>;
  /** Nodes that belong together. */
  groups: Array<DagGroup>;
  /** A digest of its content: equal graphs have equal hashes. */
  hash: Scalars['ID']['output'];
  /** Where to draw it towards, if it says so. */
  layoutDirection?: Maybe<LayoutDirection>;
  /** How many nodes it has. */
  nodeCount: Scalars['Int']['output'];
  /** The nodes. They count towards the 50,000 rows that the nested lists of one request may hold. */
  nodes: Array<DagNode>;
  /** What it is called. */
  title?: Maybe<Scalars['String']['output']>;
};

/** A rectangle in a drawing of a graph. */
export type DagBounds = {
  __typename?: 'DagBounds';
  /** Its right side. */
  maxX: Scalars['Float']['output'];
  /** Its bottom. */
  maxY: Scalars['Float']['output'];
  /** Its left side. */
  minX: Scalars['Float']['output'];
  /** Its top. */
  minY: Scalars['Float']['output'];
};

/** A rectangle in a drawing of a graph. */
export type DagBoundsInput = {
  /** Its right side, not left of `minX`. */
  maxX: Scalars['Float']['input'];
  /** Its bottom, not above `minY`. */
  maxY: Scalars['Float']['input'];
  /** Its left side. */
  minX: Scalars['Float']['input'];
  /** Its top. */
  minY: Scalars['Float']['input'];
};

/** A connection from one node to another. */
export type DagEdge = {
  __typename?: 'DagEdge';
  /** It is taken only if this holds. */
  condition?: Maybe<EdgeCondition>;
  /** Its id within the graph, if it was given one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** How the target depends on the source. */
  kind: EdgeKind;
  /** What to show a person. */
  label?: Maybe<Scalars['String']['output']>;
  /** The node it comes from. */
  source: Scalars['ID']['output'];
  /** The node it leads to. */
  target: Scalars['ID']['output'];
};

/** A connection from one node to another. */
export type DagEdgeInput = {
  /** It is taken only if this holds. A node that lacks an edge it needs is skipped. */
  condition?: InputMaybe<EdgeConditionInput>;
  /** Its id within the graph, each once. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** How the target depends on the source. */
  kind?: InputMaybe<EdgeKind>;
  /** What to show a person. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The node it comes from. */
  source: Scalars['ID']['input'];
  /** The node it leads to. */
  target: Scalars['ID']['input'];
};

/** Nodes that belong together. */
export type DagGroup = {
  __typename?: 'DagGroup';
  /** Whether to show it closed at first. */
  collapsed: Scalars['Boolean']['output'];
  /** Its id within the graph. */
  id: Scalars['ID']['output'];
  /** What to show a person. */
  label: Scalars['String']['output'];
  /** Its nodes. */
  nodeIds: Array<Scalars['ID']['output']>;
};

/** Nodes that belong together. */
export type DagGroupInput = {
  /** Whether to show it closed at first. */
  collapsed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its id within the graph. */
  id: Scalars['ID']['input'];
  /** What to show a person. */
  label: Scalars['String']['input'];
  /** Its nodes. */
  nodeIds: Array<Scalars['ID']['input']>;
};

/** The graph that executions follow. */
export type DagInput = {
  /** The rectangle that its nodes were drawn in. */
  bounds?: InputMaybe<DagBoundsInput>;
  /** What leads where. Both ends must be among the nodes. */
  edges?: InputMaybe<Array<DagEdgeInput>>;
  /** Nodes that belong together. */
  groups?: InputMaybe<Array<DagGroupInput>>;
  /** Where to draw it towards. */
  layoutDirection?: InputMaybe<LayoutDirection>;
  /** The nodes, 1 to 10,000, each id once. */
  nodes: Array<DagNodeInput>;
  /** What it is called. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** A node of a graph, with what it did in the execution whose graph this is. */
export type DagNode = {
  __typename?: 'DagNode';
  /** Its id within the graph. */
  id: Scalars['ID']['output'];
  /** What kind of work it is. Any text, and Constellation's are `Input`, `Output`, `Operation`, `Literal`, `Merge`, `Project`, `FieldAccess`, `Conditional`, `Guard`, `Branch`, `Coalesce`, `HigherOrder`, `ListLiteral`, `BooleanOp` and `StringInterp`. */
  kind: Scalars['String']['output'];
  /** What to show a person. */
  label: Scalars['String']['output'];
  /** The predecessor over whose list it runs, element by element. */
  mapOver?: Maybe<Scalars['ID']['output']>;
  /** Where to draw it, if it says so. */
  position?: Maybe<DagPosition>;
  /** What it did in its newest attempt, that of the highest number. */
  result?: Maybe<NodeResult>;
  /** How often and when the queue tries it again, if it says so. */
  retry?: Maybe<Retry>;
  /** Where it stands in its newest attempt. PENDING when it has no result. */
  status: NodeStatus;
  /** How long one attempt may take in the queue, in milliseconds, if it says so. */
  timeoutMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The type of its value. */
  typeSignature?: Maybe<Scalars['String']['output']>;
};

/** A node of a graph. */
export type DagNodeInput = {
  /** Its id within the graph. */
  id: Scalars['ID']['input'];
  /** What kind of work it is. Any text, and Constellation's are `Input`, `Output`, `Operation`, `Literal`, `Merge`, `Project`, `FieldAccess`, `Conditional`, `Guard`, `Branch`, `Coalesce`, `HigherOrder`, `ListLiteral`, `BooleanOp` and `StringInterp`. */
  kind?: InputMaybe<Scalars['String']['input']>;
  /** What to show a person. The id when it is not given. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** In the queue it runs once for each element of the list that this predecessor produces, and its output is the list of theirs. The list has the bound of an action's input, 16 MB by default; beyond it the execution fails with TOO_LARGE. */
  mapOver?: InputMaybe<Scalars['ID']['input']>;
  /** Where to draw it. */
  position?: InputMaybe<DagPositionInput>;
  /** How often and when the queue tries it again. Three attempts, a second apart and twice as long each time, when it is not given. */
  retry?: InputMaybe<RetryInput>;
  /** How long one attempt may take in the queue, in milliseconds, 1,000 to 86,400,000. As long as its lease is extended when it is not given. */
  timeoutMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The type of its value. */
  typeSignature?: InputMaybe<Scalars['String']['input']>;
};

/** A point in a drawing of a graph. */
export type DagPosition = {
  __typename?: 'DagPosition';
  /** How far to the right. */
  x: Scalars['Float']['output'];
  /** How far down. */
  y: Scalars['Float']['output'];
};

/** A point in a drawing of a graph. */
export type DagPositionInput = {
  /** How far to the right. */
  x: Scalars['Float']['input'];
  /** How far down. */
  y: Scalars['Float']['input'];
};

/** What became of one execution. */
export type DeleteExecutionResult = {
  __typename?: 'DeleteExecutionResult';
  /** The execution's id. `null` when the element did not give one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The id's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it was removed. */
  ok: Scalars['Boolean']['output'];
  /** Why it was not removed. */
  problem?: Maybe<Problem>;
};

/** What `deleteExecutions` removes. */
export type DeleteExecutionsInput = {
  /** The backend that has them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The ids, 1 to 500. */
  ids: Array<Scalars['ID']['input']>;
};

/** The answers, in the order of the input. */
export type DeleteExecutionsPayload = {
  __typename?: 'DeleteExecutionsPayload';
  /** One for each id. */
  results: Array<DeleteExecutionResult>;
};

/**
 * How long executions took that have ended, by nearest rank: a percentile is the duration of one of them. Of up to 1,000 in
 * each backend it is exact. Of more, its rank is off by at most a thousandth of their number.
 */
export type DurationStats = {
  __typename?: 'DurationStats';
  /** How many have ended. */
  count: Scalars['SafeInt']['output'];
  /** The longest took this long. */
  maxMs?: Maybe<Scalars['SafeInt']['output']>;
  /** Half of them took this long, or less. */
  p50Ms?: Maybe<Scalars['SafeInt']['output']>;
  /** Nine of ten took this long, or less. */
  p90Ms?: Maybe<Scalars['SafeInt']['output']>;
  /** 95 of 100 took this long, or less. */
  p95Ms?: Maybe<Scalars['SafeInt']['output']>;
  /** 99 of 100 took this long, or less. */
  p99Ms?: Maybe<Scalars['SafeInt']['output']>;
};

/** What an edge asks of the output it begins with. */
export type EdgeCondition = {
  __typename?: 'EdgeCondition';
  /** What the value must be. */
  equals?: Maybe<Scalars['JSON']['output']>;
  /** Keys and places that lead to a value within the output. */
  path: Array<Scalars['String']['output']>;
};

/** What an edge asks of the output it begins with. */
export type EdgeConditionInput = {
  /** What the value must be. */
  equals?: InputMaybe<Scalars['JSON']['input']>;
  /** Keys and places that lead to a value within the output. None: the output itself. */
  path?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** How the end of an edge depends on its beginning. */
export type EdgeKind =
  /** It waits for it, without a value. */
  | 'CONTROL'
  /** It needs the value. */
  | 'DATA'
  /** It uses the value when there is one. */
  | 'OPTIONAL';

/** Why something was refused or could not be answered. The same words stand in `extensions.code` of an error. */
export type ErrorCode =
  /** A backend did not answer. */
  | 'BACKEND_UNAVAILABLE'
  /** An argument is out of its bounds or contradicts another. */
  | 'BAD_USER_INPUT'
  /** More elements than one call may have. */
  | 'BATCH_TOO_LARGE'
  /** It contradicts what is stored. Nothing was changed. */
  | 'CONFLICT'
  /** The token does not allow it, or the backend takes no writes. */
  | 'FORBIDDEN'
  /** An error that nobody foresaw. The server has logged it. */
  | 'INTERNAL_SERVER_ERROR'
  /** There is no such thing. */
  | 'NOT_FOUND'
  /** It would cost more than one request may. Ask for less or narrow the filter. */
  | 'QUERY_TOO_EXPENSIVE'
  /** Too many requests. */
  | 'RATE_LIMITED'
  /** A write was not confirmed in time. */
  | 'TIMEOUT'
  /** A value, a text or a body is larger than allowed. */
  | 'TOO_LARGE'
  /** No valid token was given. */
  | 'UNAUTHENTICATED';

/** One unit of recorded work: a task, an agent call, a job. */
export type Execution = {
  __typename?: 'Execution';
  /** The number of the current attempt. 0 when none has begun; Metaflow counts from 0. */
  attempt: Scalars['Int']['output'];
  /** The attempts, by number. */
  attempts?: Maybe<AttemptConnection>;
  /** The backend that has it. */
  backend: Scalars['String']['output'];
  /** The executions that it started, oldest first. */
  children?: Maybe<ExecutionConnection>;
  /** The graph that it follows, with where each of its nodes stands. */
  dag?: Maybe<Dag>;
  /** Milliseconds from start to finish. In Metaflow as of its current attempt. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** What went wrong in the current attempt. */
  error?: Maybe<Scalars['String']['output']>;
  /** When its current attempt ended, or when one that went silent was last heard of. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name of the program that ran. */
  flow: Scalars['String']['output'];
  /** The last sign of life it gave. */
  heartbeatAt?: Maybe<Scalars['DateTime']['output']>;
  /** Silence for longer than this, in milliseconds, means that it failed. */
  heartbeatTimeoutMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The engine's own id. */
  id: Scalars['ID']['output'];
  /** What it was given. */
  inputs?: Maybe<Payload>;
  /** The id with its backend, `backend:id`. Unique over all backends: what a client's cache should use. */
  key: Scalars['ID']['output'];
  /** Facts about it, in the order they were recorded. */
  metadata?: Maybe<MetadataConnection>;
  /** How many nodes have a result. */
  nodeCount: Scalars['Int']['output'];
  /** What the nodes of its DAG did, by node and attempt. */
  nodeResults?: Maybe<NodeResultConnection>;
  /** The beginning of its first output. */
  outputPreview?: Maybe<Scalars['String']['output']>;
  /** What it produced. In Metaflow, an object of the artifacts of its current attempt: for each name its `sha`, `location`, `ds_type` and `content_type`. */
  outputs?: Maybe<Payload>;
  /** The execution that started it. */
  parent?: Maybe<Execution>;
  /** The run that it is a step of. */
  run?: Maybe<Run>;
  /** The share of such executions that is kept if they end well, 0 to 1. */
  sampleRate: Scalars['Float']['output'];
  /** The script that it ran. */
  scriptPath?: Maybe<Scalars['String']['output']>;
  /** Where it was started from, such as `dashboard` or `api`. */
  source?: Maybe<Scalars['String']['output']>;
  /** When its first attempt began. In Metaflow, its current one. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands, computed when asked. */
  status: ExecutionStatus;
  /** Why it stands there. */
  statusReason: StatusReason;
  /** The step of its run that it is. */
  step?: Maybe<Scalars['String']['output']>;
  /** What it is marked with, in byte order. In Metaflow the tags and system tags that the task was made with. Those that its run got later are the run's. */
  tags?: Maybe<Array<Scalars['String']['output']>>;
  /** Changes whenever the execution does. */
  version: Scalars['String']['output'];
};


/** One unit of recorded work: a task, an agent call, a job. */
export type ExecutionAttemptsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** One unit of recorded work: a task, an agent call, a job. */
export type ExecutionChildrenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** One unit of recorded work: a task, an agent call, a job. */
export type ExecutionMetadataArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** One unit of recorded work: a task, an agent call, a job. */
export type ExecutionNodeResultsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of executions. */
export type ExecutionConnection = {
  __typename?: 'ExecutionConnection';
  /** The executions with their cursors. */
  edges: Array<ExecutionEdge>;
  /** The executions. */
  nodes: Array<Execution>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** Backends that did not answer, whose executions are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** How many executions have a status. */
export type ExecutionCount = {
  __typename?: 'ExecutionCount';
  /** The status. */
  status: ExecutionStatus;
  /** How many have it. */
  value: Scalars['SafeInt']['output'];
};

/** An execution in a page. */
export type ExecutionEdge = {
  __typename?: 'ExecutionEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The execution. */
  node: Execution;
};

/** Which executions: all that is given holds. Of a list one element is enough, but for `tagsAll`, and an empty one lets nothing through, but for that. Ends of a range belong to it. */
export type ExecutionFilter = {
  /** In one of these backends, 100 at most. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whose error has this part, capitals and all. Only beside another condition, as `scriptContains`. */
  errorContains?: InputMaybe<Scalars['String']['input']>;
  /** Of one of these flows, 100 at most. */
  flow?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Took at most so many milliseconds. One that has not ended took none. */
  maxDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Took at least so many milliseconds. One that has not ended took none. */
  minDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Children of the execution with this id, as the engine made it. */
  parent?: InputMaybe<Scalars['ID']['input']>;
  /** Of this run. */
  run?: InputMaybe<RunRefInput>;
  /**
   * That ran a script whose path has this part, capitals and all. Only beside another condition: if the flow, statuses, run,
   * parent, script, tag and time that are asked for leave more than 100,000 executions of a backend, it is QUERY_TOO_EXPENSIVE.
   */
  scriptContains?: InputMaybe<Scalars['String']['input']>;
  /** That ran this script. */
  scriptPath?: InputMaybe<Scalars['String']['input']>;
  /** That ran a script whose path begins with this. */
  scriptPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Started by one of these, 100 at most. */
  source?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Started at or after this. One that has not started counts by when it was recorded. */
  startedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Started at or before this. One that has not started counts by when it was recorded. */
  startedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** With one of these statuses, 9 at most. */
  status?: InputMaybe<Array<ExecutionStatus>>;
  /** With all of these tags, 100 at most. */
  tagsAll?: InputMaybe<Array<Scalars['String']['input']>>;
  /** With at least one of these tags, 100 at most. */
  tagsAny?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A whole execution. */
export type ExecutionInput = {
  /** Its attempts, 1,000 at most. Without one it is PENDING. */
  attempts?: InputMaybe<Array<AttemptInput>>;
  /** The graph that it follows. */
  dag?: InputMaybe<DagInput>;
  /** What went wrong, 100,000 characters at most. Goes with `status`. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it ended. Goes with a `status` that is an end. The time of the call when it is not given. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The name of the program that ran, 1 to 255 characters. */
  flow: Scalars['String']['input'];
  /** The last sign of life it gave. */
  heartbeatAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Silence for longer than this, in milliseconds, means that it failed. */
  heartbeatTimeoutMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The engine's own id, 1 to 255 characters. */
  id: Scalars['ID']['input'];
  /** What it was given, nested 500 levels deep at most. */
  inputs?: InputMaybe<Scalars['JSON']['input']>;
  /** Further facts about it, 10,000 at most. */
  metadata?: InputMaybe<Array<MetadataInput>>;
  /** What the nodes of its DAG did, 10,000 results at most. */
  nodeResults?: InputMaybe<Array<NodeResultInput>>;
  /** What it produced, nested 500 levels deep at most. */
  outputs?: InputMaybe<Scalars['JSON']['input']>;
  /** The id of the execution that started it, 1 to 255 characters. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The number of the run that it is a step of. The run is made if the flow has none of that number. */
  runNumber?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The share of such executions that is kept if they end well, 0 to 1. What the server has for the flow when it is not given. Those from `dashboard`, `vscode` and `vscode-extension` are all kept. */
  sampleRate?: InputMaybe<Scalars['Float']['input']>;
  /** The script that it ran, 1,024 bytes of UTF-8 at most. */
  scriptPath?: InputMaybe<Scalars['String']['input']>;
  /** Where it was started from, 255 characters at most. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** When it began. Goes with `status`. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The state of its open attempt. */
  state?: InputMaybe<ReportedState>;
  /**
   * Where it stands, in the engine's own word, for engines that report no attempts: `pending`, `queued`, `running`,
   * `in_progress`, `waiting`, `paused`, `succeeded`, `success`, `completed`, `failed`, `error`, `cancelled`, `canceled`,
   * `timeout`, `timed_out` and the like. Not together with `attempts` or `state`.
   */
  status?: InputMaybe<Scalars['String']['input']>;
  /** The step of the run that it is, 1 to 255 characters. A step called `end` decides the status of its run. */
  step?: InputMaybe<Scalars['String']['input']>;
  /** What it is found by, such as `session:4711` or `actor:ann`. 100 at most, each 1 to 255 characters. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** In which order executions come: by when they started. One that has not started counts by when it was recorded. Pages neither repeat nor skip an execution while others are recorded. */
export type ExecutionOrder = {
  /** Which way. */
  direction: OrderDirection;
};

/** Changes to one execution. */
export type ExecutionPatch = {
  /** Tags to add. These may be added at any time, up to 100 in one patch. */
  addTags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What went wrong. Goes with `status`. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** Only if this is its `version`. Another one is a CONFLICT, whose problem tells the current one. */
  expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Ends an attempt. One that ended with the same verdict already is left as it is, without a problem. */
  finishAttempt?: InputMaybe<FinishAttemptInput>;
  /** When it ended. Goes with a `status` that is an end. The time of the call when it is not given. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A sign of life. An older one than is known changes nothing. */
  heartbeatAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** From now on, silence for longer than this, in milliseconds, means that it failed. */
  heartbeatTimeoutMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The id of the execution. */
  id: Scalars['ID']['input'];
  /** Facts to add, such as notes. These may be added at any time. */
  metadata?: InputMaybe<Array<MetadataInput>>;
  /** What nodes did. Of a result that is known already, only what is given changes; one that has ended stays as it ended. */
  nodeResults?: InputMaybe<Array<NodeResultInput>>;
  /** What it produced. Takes the place of what it had, which a new attempt leaves. */
  outputs?: InputMaybe<Scalars['JSON']['input']>;
  /** Tags to take away. One that it does not have is no problem. */
  removeTags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Begins an attempt. */
  startAttempt?: InputMaybe<StartAttemptInput>;
  /** When it began. Goes with `status`. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The state of the open attempt. `null`: it goes on. */
  state?: InputMaybe<ReportedState>;
  /** Where it stands, in the engine's own word, as in `recordExecutions`: begins or ends its attempt, or sets its state. Not together with `startAttempt`, `finishAttempt` or `state`. */
  status?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What executions have in common. Counts by status stop at 10,000 for each status and backend, and where a run, a parent,
 * a script or a tag is asked for at 10,000 in all. Durations and flows are those of the newest 10,000 of each backend.
 */
export type ExecutionStats = {
  __typename?: 'ExecutionStats';
  /** One for each status that was asked for. */
  counts: Array<ExecutionStatusCount>;
  /** How long they took. `null` when none has ended. */
  durations?: Maybe<DurationStats>;
  /** The 20 flows that most of them are of, commonest first. */
  flows: Array<FlowStats>;
  /** Whether durations and flows are of all of them. Otherwise they are of the newest 10,000 of a backend. */
  isExact: Scalars['Boolean']['output'];
  /** When the last of them started. One that has not started counts by when it was recorded. */
  newest?: Maybe<Scalars['DateTime']['output']>;
  /** When the first of them started. One that has not started counts by when it was recorded. */
  oldest?: Maybe<Scalars['DateTime']['output']>;
  /** Backends that did not answer, whose executions are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** Where an execution stands. Clients should treat a value they do not know as UNKNOWN. */
export type ExecutionStatus =
  /** It was called off. */
  | 'CANCELLED'
  /** The current attempt ended well. */
  | 'COMPLETED'
  /** The current attempt ended badly, or went silent. */
  | 'FAILED'
  /** The engine reported that it was paused. */
  | 'PAUSED'
  /** Recorded, but no attempt has begun. */
  | 'PENDING'
  /** An attempt is under way. */
  | 'RUNNING'
  /** It ran out of time. */
  | 'TIMED_OUT'
  /** Finished, without a verdict that can be read. */
  | 'UNKNOWN'
  /** The engine reported that it waits for something outside, such as an approval. */
  | 'WAITING';

/** How many executions have a status. */
export type ExecutionStatusCount = {
  __typename?: 'ExecutionStatusCount';
  /** About how many there were, those among them that sampling did not keep: a completed one counts for 1 / `sampleRate`. */
  estimate: Scalars['SafeInt']['output'];
  /** Whether `value` is their exact number. */
  isExact: Scalars['Boolean']['output'];
  /** The status. */
  status: ExecutionStatus;
  /** How many that are stored have it. Where `isExact` is false, at least so many. */
  value: Scalars['SafeInt']['output'];
};

/** What became of one lease. */
export type ExtendLeaseResult = {
  __typename?: 'ExtendLeaseResult';
  /** The id of the execution. `null` when the element did not give one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Its place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** When it runs out now. */
  leaseExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is held. */
  ok: Scalars['Boolean']['output'];
  /** Why it is not held. */
  problem?: Maybe<Problem>;
};

/** What `extendLeases` extends. */
export type ExtendLeasesInput = {
  /** The backend that has the actions. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The leases, 1 to 500. */
  leases: Array<LeaseInput>;
};

/** The answers, in the order of the input. */
export type ExtendLeasesPayload = {
  __typename?: 'ExtendLeasesPayload';
  /** One for each lease. */
  results: Array<ExtendLeaseResult>;
};

/** A value that runs have in common. */
export type FacetValue = {
  __typename?: 'FacetValue';
  /** How many of the runs have it. */
  count: Scalars['SafeInt']['output'];
  /** The value. */
  value: Scalars['String']['output'];
};

/** A fact about a step of a run, or about an execution. */
export type FactInput = {
  /** The attempt it belongs to. */
  attempt?: InputMaybe<Scalars['Int']['input']>;
  /** Makes the call repeatable: a run or an execution has one fact under each key. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** The id of the execution. Not together with `run`. */
  execution?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about. */
  field: Scalars['String']['input'];
  /** The run, with `step`. Not together with `execution`. */
  run?: InputMaybe<RunRefInput>;
  /** The step of the run. A step `end` decides the run's status. */
  step?: InputMaybe<Scalars['String']['input']>;
  /** When it became true. The time of the call when it is not given. */
  ts?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it says. */
  value: Scalars['String']['input'];
};

/** An attempt that ends. */
export type FinishAttemptInput = {
  /** What went wrong. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it ended. The time of the call when it is not given. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its number. The current one when it is not given. */
  number?: InputMaybe<Scalars['Int']['input']>;
  /** How it ended. */
  verdict: Verdict;
};

/** A named program. */
export type Flow = {
  __typename?: 'Flow';
  /** The backend that has it. */
  backend: Scalars['String']['output'];
  /** When it was first seen. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** `backend:name`. Unique over all backends. */
  id: Scalars['ID']['output'];
  /** Its newest run. */
  lastRun?: Maybe<Run>;
  /** Its newest run with one of these statuses. */
  latest?: Maybe<Run>;
  /** Its name. */
  name: Scalars['String']['output'];
};


/** A named program. */
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
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** Backends that did not answer, whose flows are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** A flow in a page. */
export type FlowEdge = {
  __typename?: 'FlowEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The flow. */
  node: Flow;
};

/** Which flows. */
export type FlowFilter = {
  /** In one of these backends. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whose name begins with this. */
  namePrefix?: InputMaybe<Scalars['String']['input']>;
};

/** How executions of a flow fare. */
export type FlowStats = {
  __typename?: 'FlowStats';
  /** How many there are. */
  count: Scalars['SafeInt']['output'];
  /** How many of them failed. */
  failed: Scalars['SafeInt']['output'];
  /** The name of the flow. Flows of several backends that have one name count as one. */
  flow: Scalars['String']['output'];
};

/** A sign of life of a run. */
export type HeartbeatInput = {
  /** When. The time of the call when it is not given. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** The name of the flow. */
  flow: Scalars['String']['input'];
  /** The run's number. */
  number: Scalars['SafeInt']['input'];
};

/** What `heartbeatRuns` notes. */
export type HeartbeatRunsInput = {
  /** The backend that has the runs. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The signs of life, 1 to 500. */
  heartbeats: Array<HeartbeatInput>;
};

/** The answers, in the order of the input. */
export type HeartbeatRunsPayload = {
  __typename?: 'HeartbeatRunsPayload';
  /** One for each element. */
  results: Array<RunResult>;
};

/** Where a graph is drawn towards. */
export type LayoutDirection =
  /** From left to right. */
  | 'LR'
  /** From top to bottom. */
  | 'TB';

/** A lease to extend. */
export type LeaseInput = {
  /** The id of the execution. */
  executionId: Scalars['ID']['input'];
  /** How long from now, in milliseconds, 1,000 to 3,600,000. */
  leaseMs: Scalars['SafeInt']['input'];
  /** The lease, as it was claimed. */
  leaseToken: Scalars['String']['input'];
  /** The node, as it was claimed. */
  nodeId: Scalars['ID']['input'];
};

/** A fact about an execution: a field, its value, and when. */
export type Metadata = {
  __typename?: 'Metadata';
  /** The attempt it belongs to. 0 for the execution as a whole. */
  attempt: Scalars['Int']['output'];
  /** What it is about. */
  field: Scalars['String']['output'];
  /** Its id within the execution. */
  id: Scalars['ID']['output'];
  /** When it became true. `null` when the store holds a time that no calendar has. */
  ts?: Maybe<Scalars['DateTime']['output']>;
  /** What it says. */
  value: Scalars['String']['output'];
};

/** A page of facts. */
export type MetadataConnection = {
  __typename?: 'MetadataConnection';
  /** The facts with their cursors. */
  edges: Array<MetadataEdge>;
  /** The facts. */
  nodes: Array<Metadata>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A fact in a page. */
export type MetadataEdge = {
  __typename?: 'MetadataEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The fact. */
  node: Metadata;
};

/** A fact about an execution. */
export type MetadataInput = {
  /** The attempt it belongs to. 0 for the execution as a whole. */
  attempt?: InputMaybe<Scalars['Int']['input']>;
  /** What it is about, 1 to 255 characters. `attempt`, `attempt_ok` and `attempt_error` are written by attempts. */
  field: Scalars['String']['input'];
  /** When it became true. The time of the call when it is not given. */
  ts?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it says, 100,000 characters at most. */
  value: Scalars['String']['input'];
};

/** What became of one element. */
export type MetadataResult = {
  __typename?: 'MetadataResult';
  /** The execution it is about, as it is stored now. */
  execution?: Maybe<Execution>;
  /** The id of the run or execution. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The element's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it is stored. */
  ok: Scalars['Boolean']['output'];
  /** Why it was refused. */
  problem?: Maybe<Problem>;
  /** The run it is about, as it is stored now. */
  run?: Maybe<Run>;
};

/** What became of one execution. */
export type MoveExecutionResult = {
  __typename?: 'MoveExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The execution's id. `null` when the element did not give one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The id's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it was done. */
  ok: Scalars['Boolean']['output'];
  /** Why it was not done. */
  problem?: Maybe<Problem>;
};

/** Which executions, and where. */
export type MoveExecutionsInput = {
  /** The backend that has them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The ids, 1 to 500. */
  ids: Array<Scalars['ID']['input']>;
};

/** The answers, in the order of the input. */
export type MoveExecutionsPayload = {
  __typename?: 'MoveExecutionsPayload';
  /** One for each id. */
  results: Array<MoveExecutionResult>;
};

/** What can be stored and changed. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Calls executions off: what waits is dropped, and whoever works on one is told by a CONFLICT. At most 500 in one call. */
  cancelExecutions?: Maybe<MoveExecutionsPayload>;
  /**
   * Takes actions to be worked on: each is held until its lease runs out, is extended, or the action is completed. Answers
   * at once when there is work, else waits for it as long as `wait` says. State moves exactly once, but an action whose
   * lease ran out is given to somebody else: what a worker does outside may happen more than once.
   */
  claimActions?: Maybe<ClaimActionsPayload>;
  /** Removes all executions of a backend, a thousand at a time. Runs and flows stay. */
  clearExecutions?: Maybe<ClearExecutionsPayload>;
  /**
   * Completes actions with what they produced, or with why they failed. At most 500 in one call. Whoever does not hold the
   * lease any more is told by a CONFLICT, and changes nothing.
   */
  completeActions?: Maybe<CompleteActionsPayload>;
  /** Removes executions with all that hangs on them. At most 500 in one call. */
  deleteExecutions?: Maybe<DeleteExecutionsPayload>;
  /** Holds actions for longer. At most 500 in one call. A lease never lasts longer than the node's `timeoutMs` from its claim. */
  extendLeases?: Maybe<ExtendLeasesPayload>;
  /** Notes signs of life of runs. At most 500 in one call. An older one than is known changes nothing. */
  heartbeatRuns?: Maybe<HeartbeatRunsPayload>;
  /**
   * Stores whole executions, with their attempts, payloads, node results, DAG and facts. At most 500 in one call.
   * Each element has an answer of its own; a bad one does not sink the others. An id that is stored already is a
   * CONFLICT unless `onConflict` says otherwise.
   */
  recordExecutions?: Maybe<RecordExecutionsPayload>;
  /**
   * Appends facts to steps of runs, or to executions. At most 500 in one call. Of the step `end` of a run, the fields
   * `attempt` (it began) and `attempt_ok` (its verdict, `true` or `false`) decide the run's status. A fact that repeats
   * a `clientKey` of the same run or execution changes nothing.
   */
  recordMetadata?: Maybe<RecordMetadataPayload>;
  /**
   * Stores runs. At most 500 in one call. A number or a name that its flow has already is a CONFLICT, but a call that
   * repeats a `clientKey` answers with the run that was stored under it.
   */
  recordRuns?: Maybe<RecordRunsPayload>;
  /**
   * Puts executions that failed or were called off back in line: a new attempt goes on from the nodes that are not done.
   * At most 500 in one call.
   */
  retryExecutions?: Maybe<MoveExecutionsPayload>;
  /**
   * Puts executions in line to be worked through along their DAGs by whoever claims their actions. At most 500 in one call.
   * Whoever starts the same id or `idempotencyKey` again with the same flow, DAG and inputs is answered with what was
   * started before; with others it is a CONFLICT.
   */
  startExecutions?: Maybe<StartExecutionsPayload>;
  /**
   * Changes executions as their work goes on: begins and ends attempts, sets results, notes signs of life, adds facts and
   * tags. At most 500 patches in one call, several of one execution among them. A patch changes what it names and nothing
   * else; all of it is done, or none. What has a verdict changes only by a new attempt: anything else is a CONFLICT.
   */
  updateExecutions?: Maybe<UpdateExecutionsPayload>;
};


/** What can be stored and changed. */
export type MutationCancelExecutionsArgs = {
  input: MoveExecutionsInput;
};


/** What can be stored and changed. */
export type MutationClaimActionsArgs = {
  input: ClaimActionsInput;
};


/** What can be stored and changed. */
export type MutationClearExecutionsArgs = {
  input: ClearExecutionsInput;
};


/** What can be stored and changed. */
export type MutationCompleteActionsArgs = {
  input: CompleteActionsInput;
};


/** What can be stored and changed. */
export type MutationDeleteExecutionsArgs = {
  input: DeleteExecutionsInput;
};


/** What can be stored and changed. */
export type MutationExtendLeasesArgs = {
  input: ExtendLeasesInput;
};


/** What can be stored and changed. */
export type MutationHeartbeatRunsArgs = {
  input: HeartbeatRunsInput;
};


/** What can be stored and changed. */
export type MutationRecordExecutionsArgs = {
  input: RecordExecutionsInput;
};


/** What can be stored and changed. */
export type MutationRecordMetadataArgs = {
  input: RecordMetadataInput;
};


/** What can be stored and changed. */
export type MutationRecordRunsArgs = {
  input: RecordRunsInput;
};


/** What can be stored and changed. */
export type MutationRetryExecutionsArgs = {
  input: MoveExecutionsInput;
};


/** What can be stored and changed. */
export type MutationStartExecutionsArgs = {
  input: StartExecutionsInput;
};


/** What can be stored and changed. */
export type MutationUpdateExecutionsArgs = {
  input: UpdateExecutionsInput;
};

/** What one node did in one attempt. */
export type NodeResult = {
  __typename?: 'NodeResult';
  /** 1 for the first. */
  attempt: Scalars['Int']['output'];
  /** The true size of its value as JSON text in UTF-8, before anything was cut. `null` when it has none. */
  bytes?: Maybe<Scalars['SafeInt']['output']>;
  /** How long it took, in milliseconds. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** What went wrong. */
  error?: Maybe<Scalars['String']['output']>;
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The node's id in the DAG. */
  nodeId: Scalars['ID']['output'];
  /** When it began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it went. */
  status: NodeStatus;
  /** Whether anything of its value was cut. */
  truncated: Scalars['Boolean']['output'];
  /** What was cut of its value, with its true size. */
  truncatedKeys: Array<TruncatedKey>;
  /** The value it produced. In place of a part that was too large stands its beginning, as a string. Read by a statement of its own, only when asked for. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** A page of node results. */
export type NodeResultConnection = {
  __typename?: 'NodeResultConnection';
  /** The node results with their cursors. */
  edges: Array<NodeResultEdge>;
  /** The node results. */
  nodes: Array<NodeResult>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A node result in a page. */
export type NodeResultEdge = {
  __typename?: 'NodeResultEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The node result. */
  node: NodeResult;
};

/** What one node did in one attempt. */
export type NodeResultInput = {
  /** 1 for the first. */
  attempt?: InputMaybe<Scalars['Int']['input']>;
  /** What went wrong, 100,000 characters at most. */
  error?: InputMaybe<Scalars['String']['input']>;
  /** When it ended. */
  finishedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The node's id in the DAG, 1 to 255 characters. */
  nodeId: Scalars['ID']['input'];
  /** When it began. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How it went. */
  status: NodeStatus;
  /** The value it produced, nested 500 levels deep at most. */
  value?: InputMaybe<Scalars['JSON']['input']>;
};

/** Where one node of an execution's DAG stands. */
export type NodeStatus =
  /** It was called off. */
  | 'CANCELLED'
  /** It ended well. */
  | 'COMPLETED'
  /** It ended badly. */
  | 'FAILED'
  /** Its predecessors are not done. */
  | 'PENDING'
  /** It can be picked up. */
  | 'READY'
  /** It is being worked on. */
  | 'RUNNING'
  /** It was not needed. */
  | 'SKIPPED';

/** What happens to a record whose id is stored already. */
export type OnConflict =
  /** It is refused as a CONFLICT. */
  | 'FAIL'
  /** It is left out, without a problem. What is stored stays. */
  | 'IGNORE'
  /** It takes the place of what is stored, whole. */
  | 'REPLACE';

/** Which way an order goes. */
export type OrderDirection =
  /** Smallest, or oldest, first. */
  | 'ASC'
  /** Greatest, or newest, first. */
  | 'DESC';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of its last element. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more behind it. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before it. Paging forward, true means that the page did not start at the beginning. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of its first element. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Inputs or outputs, kept apart from the execution: only read when asked for. */
export type Payload = {
  __typename?: 'Payload';
  /** Its true size as JSON text in UTF-8, before anything was cut. */
  bytes: Scalars['SafeInt']['output'];
  /** The value. In place of a part that was too large stands its beginning, as a string: see `truncatedKeys`. */
  json?: Maybe<Scalars['JSON']['output']>;
  /** The beginning of the JSON text, 200 characters at most. */
  preview: Scalars['String']['output'];
  /** Whether anything was cut. */
  truncated: Scalars['Boolean']['output'];
  /** What was cut, with its true size. */
  truncatedKeys: Array<TruncatedKey>;
};

/** Why one element of a mutation was refused. */
export type Problem = {
  __typename?: 'Problem';
  /** The kind of problem. */
  code: ErrorCode;
  /** For a conflict over a version, the one that is stored. */
  current?: Maybe<Scalars['String']['output']>;
  /** The field that is wrong, as a path within the input. */
  field?: Maybe<Scalars['String']['output']>;
  /** The bound that was passed. */
  limit?: Maybe<Scalars['SafeInt']['output']>;
  /** What is wrong, for a person. */
  message: Scalars['String']['output'];
  /** The size or number that was given. */
  received?: Maybe<Scalars['SafeInt']['output']>;
};

/** What can be asked. */
export type Query = {
  __typename?: 'Query';
  /** The configured stores, each asked whether it answers. */
  backends: Array<Backend>;
  /** The execution with this id, or `null`. Aliases of this field share one statement per backend. */
  execution?: Maybe<Execution>;
  /**
   * The executions of all backends that a filter lets through. One statement per backend, and one more to look for a part
   * of a text. `null` when no backend answered.
   */
  executionHistory?: Maybe<ExecutionConnection>;
  /**
   * What the executions that a filter lets through have in common. One statement per backend, and one more to look for a
   * part of a text. `null` when no backend answered.
   */
  executionStats?: Maybe<ExecutionStats>;
  /**
   * The executions with these ids, in the order asked for: repeats repeated, `null` where no backend knows the id.
   * One statement per backend, however many ids. At most 500 ids.
   */
  executions?: Maybe<Array<Maybe<Execution>>>;
  /** The flows of all backends, by name. One statement per backend. `null` when no backend answered. */
  flows?: Maybe<FlowConnection>;
  /** The work that is under way in a backend. `null` when it did not answer. */
  queue?: Maybe<Queue>;
  /**
   * What a pass of retention would remove now: of every backend that takes writes, or of one. One statement per backend.
   * Counts stop at 10,000 for each part of the rule and backend, and say so. `null` when no backend answered.
   */
  retentionPreview?: Maybe<RetentionPreview>;
  /**
   * A run of a flow: by number or name, or the newest one when `ref` is not given. `null` when there is none, or when it
   * has none of the statuses. Aliases of this field, with whatever arguments, share one statement per backend.
   */
  run?: Maybe<Run>;
  /** The commonest users and tags among the newest 10,000 runs that a filter lets through. `null` when no backend answered. */
  runFacets?: Maybe<RunFacets>;
  /**
   * How many runs of each status started when: the time from `filter.startedAfter` to `filter.startedBefore` in equal
   * parts. Without them, the last 30 days. `null` when no backend answered.
   */
  runHistogram?: Maybe<RunHistogram>;
  /** The runs of all backends that a filter lets through. One statement per backend. `null` when no backend answered. */
  runs?: Maybe<RunConnection>;
  /** How many runs of each status a filter lets through. `null` when no backend answered. */
  statusCounts?: Maybe<StatusCounts>;
};


/** What can be asked. */
export type QueryExecutionArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryExecutionHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExecutionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ExecutionOrder>;
};


/** What can be asked. */
export type QueryExecutionStatsArgs = {
  filter?: InputMaybe<ExecutionFilter>;
};


/** What can be asked. */
export type QueryExecutionsArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/** What can be asked. */
export type QueryFlowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FlowFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. */
export type QueryQueueArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryRetentionPreviewArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  rule?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryRunArgs = {
  backend?: InputMaybe<Scalars['String']['input']>;
  flow: Scalars['String']['input'];
  ref?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<Array<RunStatus>>;
};


/** What can be asked. */
export type QueryRunFacetsArgs = {
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. */
export type QueryRunHistogramArgs = {
  buckets?: InputMaybe<Scalars['Int']['input']>;
  filter?: InputMaybe<RunFilter>;
};


/** What can be asked. */
export type QueryRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<RunOrder>;
};


/** What can be asked. */
export type QueryStatusCountsArgs = {
  filter?: InputMaybe<RunFilter>;
};

/** The work that a backend holds for workers. Counting stops at 10,000 of each kind. */
export type Queue = {
  __typename?: 'Queue';
  /** The backend that holds it. */
  backend: Scalars['String']['output'];
  /** Actions that wait to be tried again. */
  delayed: Scalars['SafeInt']['output'];
  /** Executions that are to run later. */
  future: Scalars['SafeInt']['output'];
  /** Actions that workers hold. */
  inFlight: Scalars['SafeInt']['output'];
  /** How long the queue's work took in this server process since it started. */
  latencies: Array<QueueLatency>;
  /** Milliseconds since the oldest ready action's execution was to begin. `null` when nothing is ready. */
  oldestMs?: Maybe<Scalars['SafeInt']['output']>;
  /** Executions in progress. */
  open: Scalars['SafeInt']['output'];
  /** What this server process has done since it started. */
  rates: Array<QueueRate>;
  /** Actions that can be claimed now, by kind. */
  ready: Array<QueueBacklog>;
  /** Executions that wait for their turn, by flow. */
  waiting: Array<QueueBacklog>;
  /** Workers that claimed in the last hour, the latest first. 100 at most. */
  workers: Array<QueueWorker>;
};

/** Work that waits, of one flow or of one kind. */
export type QueueBacklog = {
  __typename?: 'QueueBacklog';
  /** Whether it is the exact number. */
  isExact: Scalars['Boolean']['output'];
  /** The flow, or the kind. */
  name: Scalars['String']['output'];
  /** When the execution of the oldest was to begin. */
  oldest: Scalars['DateTime']['output'];
  /** How much of it there is. Where `isExact` is false, at least so much. */
  value: Scalars['SafeInt']['output'];
};

/** How long something took, in milliseconds. */
export type QueueLatency = {
  __typename?: 'QueueLatency';
  /** How often it was measured. */
  count: Scalars['SafeInt']['output'];
  /** The longest. */
  max: Scalars['Float']['output'];
  /** What: `turnaround` from claim to completion as it was committed, or a phase of the statements: `claim`, `complete`, `fanIn`, `enqueue`, `history`. */
  name: Scalars['String']['output'];
  /** Half of them took no longer. */
  p50: Scalars['Float']['output'];
  /** Nine in ten took no longer. */
  p90: Scalars['Float']['output'];
  /** Ninety-nine in a hundred took no longer. */
  p99: Scalars['Float']['output'];
};

/** How much of something was done. */
export type QueueRate = {
  __typename?: 'QueueRate';
  /** What: `started`, `claimed`, `completed` or `refused`. */
  name: Scalars['String']['output'];
  /** How often a second, over the last minute. */
  perSecond: Scalars['Float']['output'];
  /** How often since this server process started. */
  total: Scalars['SafeInt']['output'];
};

/** A worker that claimed lately. */
export type QueueWorker = {
  __typename?: 'QueueWorker';
  /** The name it gave itself. */
  id: Scalars['ID']['output'];
  /** The kinds of work it takes. */
  kinds: Array<Scalars['String']['output']>;
  /** When it was last seen, give or take ten seconds. */
  seenAt: Scalars['DateTime']['output'];
};

/** What became of one element. */
export type RecordExecutionResult = {
  __typename?: 'RecordExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The execution's id. `null` when the element did not give one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The element's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether nothing was wrong with it. */
  ok: Scalars['Boolean']['output'];
  /** Why it was not stored. */
  problem?: Maybe<Problem>;
  /** Whether it was stored. False for one that ended well outside the sample, and for one that was to be ignored. */
  stored: Scalars['Boolean']['output'];
};

/** What `recordExecutions` stores. */
export type RecordExecutionsInput = {
  /** The backend that stores them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The executions, 1 to 500. */
  executions: Array<ExecutionInput>;
  /** What happens to an id that is stored already, or stands earlier in this call. */
  onConflict?: InputMaybe<OnConflict>;
};

/** The answers, in the order of the input. */
export type RecordExecutionsPayload = {
  __typename?: 'RecordExecutionsPayload';
  /** One for each element. */
  results: Array<RecordExecutionResult>;
};

/** What `recordMetadata` appends. */
export type RecordMetadataInput = {
  /** The backend that has the runs and executions. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The facts, 1 to 500. */
  facts: Array<FactInput>;
};

/** The answers, in the order of the input. */
export type RecordMetadataPayload = {
  __typename?: 'RecordMetadataPayload';
  /** One for each element. */
  results: Array<MetadataResult>;
};

/** What `recordRuns` stores. */
export type RecordRunsInput = {
  /** The backend that stores them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The runs, 1 to 500. */
  runs: Array<RunInput>;
};

/** The answers, in the order of the input. */
export type RecordRunsPayload = {
  __typename?: 'RecordRunsPayload';
  /** One for each element. */
  results: Array<RunResult>;
};

/** A state that an engine can report of an open attempt. */
export type ReportedState =
  /** Paused. */
  | 'PAUSED'
  /** Waiting for something outside. */
  | 'WAITING';

/** What one part of a retention rule would remove. */
export type RetentionPart = {
  __typename?: 'RetentionPart';
  /** How many executions would go by it. */
  executions: Scalars['SafeInt']['output'];
  /** Whether all of them were counted. */
  isExact: Scalars['Boolean']['output'];
  /** The part, such as `completed:30d`. */
  part: Scalars['String']['output'];
};

/** What a pass of retention would remove. */
export type RetentionPreview = {
  __typename?: 'RetentionPreview';
  /** How many DAGs no execution, no run and nobody else has used for 25 hours. Those of executions that go now are left for the next pass. */
  dags: Scalars['SafeInt']['output'];
  /** Whether nothing was left uncounted, neither executions nor DAGs. */
  isExact: Scalars['Boolean']['output'];
  /** When the oldest execution that would go began, or was recorded if it never began. `null` when none would. */
  oldest?: Maybe<Scalars['DateTime']['output']>;
  /** One for each part of the rule, in its order. What two parts let go is counted with the one about an age. */
  parts: Array<RetentionPart>;
  /** How many executions would go, by all parts. */
  total: Scalars['SafeInt']['output'];
  /** Backends that did not answer, whose executions are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** How a node is tried again. */
export type Retry = {
  __typename?: 'Retry';
  /** How the time between them grows. */
  backoff: Backoff;
  /** The time before the second, in milliseconds. */
  delayMs: Scalars['SafeInt']['output'];
  /** How many attempts it has. */
  maxAttempts: Scalars['Int']['output'];
};

/** How a node is tried again. */
export type RetryInput = {
  /** How the time between them grows. */
  backoff?: InputMaybe<Backoff>;
  /** The time before the second, in milliseconds, 0 to 3,600,000. No time is longer than an hour. */
  delayMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** How many attempts it has, 1 to 100. */
  maxAttempts: Scalars['Int']['input'];
};

/** One go of a flow. */
export type Run = {
  __typename?: 'Run';
  /** The backend that has it. */
  backend: Scalars['String']['output'];
  /** How long it took, in milliseconds, or how long until its last sign of life. Clocks that disagree can make it negative. */
  durationMs?: Maybe<Scalars['SafeInt']['output']>;
  /** The executions that are its steps, oldest first. */
  executions?: Maybe<ExecutionConnection>;
  /** When it finished: its verdict, or the last heartbeat of one that went silent. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name of the program that ran. */
  flow: Scalars['String']['output'];
  /** The last sign of life it gave. */
  heartbeatAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it has no final verdict and went silent. A retry whose process died stays RUNNING, and this tells it. */
  heartbeatStale: Scalars['Boolean']['output'];
  /** `backend:flow/number`. Unique over all backends. */
  id: Scalars['ID']['output'];
  /** The newest run of its flow with one of these statuses. */
  latest?: Maybe<Run>;
  /** Facts about it, in the order they were recorded. */
  metadata?: Maybe<RunMetadataConnection>;
  /** Its name within the flow, if it was given one. */
  name?: Maybe<Scalars['String']['output']>;
  /** The run of its flow that started next after it. */
  next?: Maybe<Run>;
  /** Its number within the flow. */
  number: Scalars['SafeInt']['output'];
  /** The run of its flow that started last before it. */
  previous?: Maybe<Run>;
  /** When it started. `null` when the store holds a time that no calendar has. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands, computed when asked. */
  status: RunStatus;
  /** Why it stands there. */
  statusReason: StatusReason;
  /** Its steps, by when they first started. */
  steps?: Maybe<Array<Step>>;
  /** What the engine marked it with, in order. */
  systemTags?: Maybe<Array<Scalars['String']['output']>>;
  /** What people marked it with, in order. */
  tags?: Maybe<Array<Scalars['String']['output']>>;
  /** Who started it. */
  user?: Maybe<Scalars['String']['output']>;
  /** Changes whenever the run does. */
  version: Scalars['String']['output'];
};


/** One go of a flow. */
export type RunExecutionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<ExecutionStatus>>;
};


/** One go of a flow. */
export type RunLatestArgs = {
  status: Array<RunStatus>;
};


/** One go of a flow. */
export type RunMetadataArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** An attempt of a run. */
export type RunAttemptInput = {
  /** When it began. The time of the call when it is not given. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its number. */
  number?: InputMaybe<Scalars['Int']['input']>;
};

/** Part of a time. */
export type RunBucket = {
  __typename?: 'RunBucket';
  /** One for each status. */
  counts: Array<StatusCount>;
  /** When it begins. */
  from: Scalars['DateTime']['output'];
  /** When it ends. The end belongs to the next one. */
  to: Scalars['DateTime']['output'];
};

/** A page of runs. */
export type RunConnection = {
  __typename?: 'RunConnection';
  /** The runs with their cursors. */
  edges: Array<RunEdge>;
  /** The runs. */
  nodes: Array<Run>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** Backends that did not answer, whose runs are missing here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** A run in a page. */
export type RunEdge = {
  __typename?: 'RunEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The run. */
  node: Run;
};

/** What the runs that a filter lets through have in common. */
export type RunFacets = {
  __typename?: 'RunFacets';
  /** Whether all runs were looked at. Otherwise the newest 10,000 of a backend were. */
  isExact: Scalars['Boolean']['output'];
  /** Tags, commonest first. */
  tags: Array<FacetValue>;
  /** Backends that did not answer, whose runs are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
  /** Users, commonest first. */
  users: Array<FacetValue>;
};

/** Which runs: all that is given holds. Of a list one element is enough, but for `tagsAll`, and an empty one lets nothing through. Ends of a range belong to it. */
export type RunFilter = {
  /** In one of these backends, 100 at most. */
  backend?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Of one of these flows, 100 at most. */
  flow?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Last heard of at or after this. */
  heartbeatAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Last heard of at or before this. */
  heartbeatBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Took at most so many milliseconds. */
  maxDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Took at least so many milliseconds. */
  minDurationMs?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Whose name or number begins with this. */
  refPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Started at or after this. */
  startedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Started at or before this. */
  startedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** With one of these statuses, 3 at most. An empty list lets nothing through. */
  status?: InputMaybe<Array<RunStatus>>;
  /** With all of these tags, 100 at most. */
  tagsAll?: InputMaybe<Array<Scalars['String']['input']>>;
  /** With at least one of these tags, 100 at most. */
  tagsAny?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Of one of these users, 100 at most. */
  user?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** How many runs of each status started when. */
export type RunHistogram = {
  __typename?: 'RunHistogram';
  /** The parts of the time, in order. Each ends where the next begins. */
  buckets: Array<RunBucket>;
  /** Whether every run was counted. Of more than 50,000 in a backend an even sample is, and the counts are about right. */
  isExact: Scalars['Boolean']['output'];
  /** Backends that did not answer, whose runs are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** A run. */
export type RunInput = {
  /** An attempt that began, for engines without a step `end`. */
  attempt?: InputMaybe<RunAttemptInput>;
  /** Makes the call repeatable: the flow has one run under each key. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** The name of the program that runs, 1 to 255 characters. */
  flow: Scalars['String']['input'];
  /** A sign of life. The time of the call when it is not given; `null` for a run without heartbeats. */
  heartbeatAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its name within the flow, 1 to 255 characters, not all digits. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Its number within the flow. The flow's next one when it is not given. */
  number?: InputMaybe<Scalars['SafeInt']['input']>;
  /** When it started. The time of the call when it is not given. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What the engine marks it with, 100 at most. */
  systemTags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What people mark it with, 100 at most. A tag that is also among `systemTags` counts as one of these. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Who started it. */
  user?: InputMaybe<Scalars['String']['input']>;
  /** How it ended, for engines without a step `end`. */
  verdict?: InputMaybe<RunVerdictInput>;
};

/** A fact about a run. */
export type RunMetadata = {
  __typename?: 'RunMetadata';
  /** The attempt it belongs to, if it says so. */
  attempt?: Maybe<Scalars['Int']['output']>;
  /** What it is about. */
  field: Scalars['String']['output'];
  /** Its id within the run. */
  id: Scalars['ID']['output'];
  /** The step it is about. */
  step: Scalars['String']['output'];
  /** When it became true. */
  ts?: Maybe<Scalars['DateTime']['output']>;
  /** What it says. */
  value: Scalars['String']['output'];
};

/** A page of facts. */
export type RunMetadataConnection = {
  __typename?: 'RunMetadataConnection';
  /** The facts with their cursors. */
  edges: Array<RunMetadataEdge>;
  /** The facts. */
  nodes: Array<RunMetadata>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A fact in a page. */
export type RunMetadataEdge = {
  __typename?: 'RunMetadataEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The fact. */
  node: RunMetadata;
};

/** In which order runs come. */
export type RunOrder = {
  /** Which way. */
  direction?: InputMaybe<OrderDirection>;
  /** By what. Runs without the value count as having a greater one than all others, in the order they started. */
  field: RunOrderField;
};

/** What runs can be ordered by. */
export type RunOrderField =
  /** How long they took. All pages see the clock of the first one. */
  | 'DURATION'
  /** When they finished. All pages see the clock of the first one. */
  | 'FINISHED'
  /** The name of the flow, then the number. */
  | 'FLOW'
  /** When they started. Pages neither repeat nor skip a run while others are recorded. */
  | 'STARTED';

/** Which run. */
export type RunRefInput = {
  /** The name of the flow. */
  flow: Scalars['String']['input'];
  /** The run's number. */
  number: Scalars['SafeInt']['input'];
};

/** What became of one element. */
export type RunResult = {
  __typename?: 'RunResult';
  /** The run's id. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The element's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it is stored. */
  ok: Scalars['Boolean']['output'];
  /** Why it was refused. */
  problem?: Maybe<Problem>;
  /** The run as it is stored now. */
  run?: Maybe<Run>;
};

/** Whether a run is over, and how it ended. */
export type RunStatus =
  /** Its last step ended well. */
  | 'COMPLETED'
  /** Its last step failed, or it went silent. */
  | 'FAILED'
  /** It gives signs of life, or its last step is being tried again. */
  | 'RUNNING';

/** How a run ended. */
export type RunVerdictInput = {
  /** When. The time of the call when it is not given. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it ended well. */
  ok: Scalars['Boolean']['input'];
};

/** An attempt that begins. */
export type StartAttemptInput = {
  /** Its number. When it is not given: the one behind the last, which must have ended. */
  number?: InputMaybe<Scalars['Int']['input']>;
  /** When it began. The time of the call when it is not given. */
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** An execution to be worked through. */
export type StartExecutionInput = {
  /** The graph to follow, without a circle. That of the whole call when it is not given. */
  dag?: InputMaybe<DagInput>;
  /** The name of the program, 1 to 255 characters. */
  flow: Scalars['String']['input'];
  /** Its id, 1 to 255 characters. One is made when neither this nor `idempotencyKey` is given. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Makes the call repeatable: its id is derived from this and the flow. Not together with `id`. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What its first nodes are given. */
  inputs?: InputMaybe<Scalars['JSON']['input']>;
  /** The id of the execution that started it. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Higher ones come first, -1,000 to 1,000. */
  priority?: InputMaybe<Scalars['Int']['input']>;
  /** Not before this. */
  runAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number of the run that it is a step of. */
  runNumber?: InputMaybe<Scalars['SafeInt']['input']>;
  /** The share of such executions that is kept if they end well, 0 to 1. */
  sampleRate?: InputMaybe<Scalars['Float']['input']>;
  /** The script that it runs. */
  scriptPath?: InputMaybe<Scalars['String']['input']>;
  /** Where it was started from. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** The step of the run that it is. */
  step?: InputMaybe<Scalars['String']['input']>;
  /** What it is found by. 100 at most, each 1 to 255 characters. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What became of one element. */
export type StartExecutionResult = {
  __typename?: 'StartExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The execution's id. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The element's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it is started, now or by an earlier call. */
  ok: Scalars['Boolean']['output'];
  /** Why it was not started. */
  problem?: Maybe<Problem>;
  /** Whether this call started it. */
  started: Scalars['Boolean']['output'];
};

/** What `startExecutions` puts in line. */
export type StartExecutionsInput = {
  /** The backend that takes them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The graph of those that bring none of their own. */
  dag?: InputMaybe<DagInput>;
  /** The executions, 1 to 500. */
  executions: Array<StartExecutionInput>;
};

/** The answers, in the order of the input. */
export type StartExecutionsPayload = {
  __typename?: 'StartExecutionsPayload';
  /** One for each element. */
  results: Array<StartExecutionResult>;
};

/** How many have a status. */
export type StatusCount = {
  __typename?: 'StatusCount';
  /** Whether it is their exact number. Counting stops at 10,000 in each backend. */
  isExact: Scalars['Boolean']['output'];
  /** The status. */
  status: RunStatus;
  /** How many have it. Where `isExact` is false, at least or about so many. */
  value: Scalars['SafeInt']['output'];
};

/** How many runs have which status. */
export type StatusCounts = {
  __typename?: 'StatusCounts';
  /** One for each status that was asked for. */
  counts: Array<StatusCount>;
  /** Backends that did not answer, whose runs are not counted here. */
  unavailable: Array<Scalars['String']['output']>;
};

/** Why a status is what it is: the branch of the rule that decided. */
export type StatusReason =
  /** The newest verdict is bad. */
  | 'ATTEMPT_FAILED'
  /** The newest verdict is good. */
  | 'ATTEMPT_OK'
  /** An attempt began and has no verdict yet. */
  | 'ATTEMPT_STARTED'
  /** The verdict says that it was called off. */
  | 'CANCELLED'
  /** No verdict yet, and the last heartbeat is recent. */
  | 'HEARTBEAT_FRESH'
  /** No verdict, and the last heartbeat is too old. */
  | 'HEARTBEAT_STALE'
  /** It never finished, and is too old to be running. */
  | 'NEVER_FINISHED'
  /** The next attempt began while this one had no verdict. */
  | 'NEXT_ATTEMPT_STARTED'
  /** No verdict, and there never was a heartbeat. */
  | 'NO_HEARTBEAT'
  /** It finished without a readable verdict. */
  | 'NO_VERDICT'
  /** No attempt has begun. */
  | 'QUEUED'
  /** The engine reported this state. */
  | 'REPORTED'
  /** A further attempt began after a failed one. */
  | 'RETRYING'
  /** The verdict says that it ran out of time. */
  | 'TIMED_OUT';

/** The executions of a run that share a step. */
export type Step = {
  __typename?: 'Step';
  /** How many of them have which status. */
  counts: Array<ExecutionCount>;
  /** When the last of them ended, as far as they have. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The step's name. */
  name: Scalars['String']['output'];
  /** When the first of them began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A part of a value that was too large to be stored with it. */
export type TruncatedKey = {
  __typename?: 'TruncatedKey';
  /** Its true size as JSON text in UTF-8. */
  bytes: Scalars['SafeInt']['output'];
  /** All of it, where the server keeps large values. Read by a statement of its own, only when asked for. */
  json?: Maybe<Scalars['JSON']['output']>;
  /** Its key. `null` when the value as a whole was cut. */
  name?: Maybe<Scalars['String']['output']>;
};

/** What became of one patch. */
export type UpdateExecutionResult = {
  __typename?: 'UpdateExecutionResult';
  /** The execution as it is stored now. */
  execution?: Maybe<Execution>;
  /** The execution's id. `null` when the element did not give one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The patch's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Whether it was applied, or was so already. */
  ok: Scalars['Boolean']['output'];
  /** Why nothing was changed. */
  problem?: Maybe<Problem>;
  /** Whether the execution is stored. False for one that ended well outside the sample, which is removed, and for any problem but a CONFLICT. */
  stored: Scalars['Boolean']['output'];
};

/** What `updateExecutions` changes. */
export type UpdateExecutionsInput = {
  /** The backend that has them. The first one configured when it is not given. */
  backend?: InputMaybe<Scalars['String']['input']>;
  /** The patches, 1 to 500. They are applied in their order. */
  executions: Array<ExecutionPatch>;
};

/** The answers, in the order of the input. */
export type UpdateExecutionsPayload = {
  __typename?: 'UpdateExecutionsPayload';
  /** One for each patch. */
  results: Array<UpdateExecutionResult>;
};

/** How an attempt ended. */
export type Verdict =
  /** It was called off. */
  | 'CANCELLED'
  /** Badly. */
  | 'FAILED'
  /** Well. */
  | 'OK'
  /** It ran out of time. */
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
  Backend: ResolverTypeWrapper<Backend>;
  Backoff: Backoff;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ClaimActionsInput: ClaimActionsInput;
  ClaimActionsPayload: ResolverTypeWrapper<Omit<ClaimActionsPayload, 'actions'> & { actions: Array<ResolversTypes['ClaimedAction']> }>;
  ClaimedAction: ResolverTypeWrapper<import('./models.ts').ClaimedActionOf>;
  ClearExecutionsInput: ClearExecutionsInput;
  ClearExecutionsPayload: ResolverTypeWrapper<ClearExecutionsPayload>;
  CompleteActionResult: ResolverTypeWrapper<import('./models.ts').CompleteResult>;
  CompleteActionsInput: CompleteActionsInput;
  CompleteActionsPayload: ResolverTypeWrapper<Omit<CompleteActionsPayload, 'results'> & { results: Array<ResolversTypes['CompleteActionResult']> }>;
  CompletionInput: CompletionInput;
  Dag: ResolverTypeWrapper<import('./models.ts').DagOf>;
  DagBounds: ResolverTypeWrapper<DagBounds>;
  DagBoundsInput: DagBoundsInput;
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
  DurationStats: ResolverTypeWrapper<DurationStats>;
  EdgeCondition: ResolverTypeWrapper<EdgeCondition>;
  EdgeConditionInput: EdgeConditionInput;
  EdgeKind: EdgeKind;
  ErrorCode: ErrorCode;
  Execution: ResolverTypeWrapper<import('../db/executions/rows.ts').ExecutionRow>;
  ExecutionConnection: ResolverTypeWrapper<Omit<ExecutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ExecutionEdge']>, nodes: Array<ResolversTypes['Execution']> }>;
  ExecutionCount: ResolverTypeWrapper<ExecutionCount>;
  ExecutionEdge: ResolverTypeWrapper<Omit<ExecutionEdge, 'node'> & { node: ResolversTypes['Execution'] }>;
  ExecutionFilter: ExecutionFilter;
  ExecutionInput: ExecutionInput;
  ExecutionOrder: ExecutionOrder;
  ExecutionPatch: ExecutionPatch;
  ExecutionStats: ResolverTypeWrapper<ExecutionStats>;
  ExecutionStatus: ExecutionStatus;
  ExecutionStatusCount: ResolverTypeWrapper<ExecutionStatusCount>;
  ExtendLeaseResult: ResolverTypeWrapper<ExtendLeaseResult>;
  ExtendLeasesInput: ExtendLeasesInput;
  ExtendLeasesPayload: ResolverTypeWrapper<ExtendLeasesPayload>;
  FacetValue: ResolverTypeWrapper<FacetValue>;
  FactInput: FactInput;
  FinishAttemptInput: FinishAttemptInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Flow: ResolverTypeWrapper<import('../db/runs/flows.ts').FlowRow>;
  FlowConnection: ResolverTypeWrapper<Omit<FlowConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FlowEdge']>, nodes: Array<ResolversTypes['Flow']> }>;
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
  NodeResult: ResolverTypeWrapper<import('./models.ts').NodeResultOf>;
  NodeResultConnection: ResolverTypeWrapper<Omit<NodeResultConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['NodeResultEdge']>, nodes: Array<ResolversTypes['NodeResult']> }>;
  NodeResultEdge: ResolverTypeWrapper<Omit<NodeResultEdge, 'node'> & { node: ResolversTypes['NodeResult'] }>;
  NodeResultInput: NodeResultInput;
  NodeStatus: NodeStatus;
  OnConflict: OnConflict;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payload: ResolverTypeWrapper<import('./models.ts').PayloadOf>;
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
  ReportedState: ReportedState;
  RetentionPart: ResolverTypeWrapper<RetentionPart>;
  RetentionPreview: ResolverTypeWrapper<RetentionPreview>;
  Retry: ResolverTypeWrapper<Retry>;
  RetryInput: RetryInput;
  Run: ResolverTypeWrapper<import('../db/runs/rows.ts').RunRow>;
  RunAttemptInput: RunAttemptInput;
  RunBucket: ResolverTypeWrapper<RunBucket>;
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
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  TruncatedKey: ResolverTypeWrapper<import('./models.ts').TruncatedKeyOf>;
  UpdateExecutionResult: ResolverTypeWrapper<import('./models.ts').UpdateResult>;
  UpdateExecutionsInput: UpdateExecutionsInput;
  UpdateExecutionsPayload: ResolverTypeWrapper<Omit<UpdateExecutionsPayload, 'results'> & { results: Array<ResolversTypes['UpdateExecutionResult']> }>;
  Verdict: Verdict;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attempt: import('../db/executions/attempts.ts').AttemptRow;
  AttemptConnection: Omit<AttemptConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AttemptEdge']>, nodes: Array<ResolversParentTypes['Attempt']> };
  AttemptEdge: Omit<AttemptEdge, 'node'> & { node: ResolversParentTypes['Attempt'] };
  AttemptInput: AttemptInput;
  Backend: Backend;
  Boolean: Scalars['Boolean']['output'];
  ClaimActionsInput: ClaimActionsInput;
  ClaimActionsPayload: Omit<ClaimActionsPayload, 'actions'> & { actions: Array<ResolversParentTypes['ClaimedAction']> };
  ClaimedAction: import('./models.ts').ClaimedActionOf;
  ClearExecutionsInput: ClearExecutionsInput;
  ClearExecutionsPayload: ClearExecutionsPayload;
  CompleteActionResult: import('./models.ts').CompleteResult;
  CompleteActionsInput: CompleteActionsInput;
  CompleteActionsPayload: Omit<CompleteActionsPayload, 'results'> & { results: Array<ResolversParentTypes['CompleteActionResult']> };
  CompletionInput: CompletionInput;
  Dag: import('./models.ts').DagOf;
  DagBounds: DagBounds;
  DagBoundsInput: DagBoundsInput;
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
  Execution: import('../db/executions/rows.ts').ExecutionRow;
  ExecutionConnection: Omit<ExecutionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ExecutionEdge']>, nodes: Array<ResolversParentTypes['Execution']> };
  ExecutionCount: ExecutionCount;
  ExecutionEdge: Omit<ExecutionEdge, 'node'> & { node: ResolversParentTypes['Execution'] };
  ExecutionFilter: ExecutionFilter;
  ExecutionInput: ExecutionInput;
  ExecutionOrder: ExecutionOrder;
  ExecutionPatch: ExecutionPatch;
  ExecutionStats: ExecutionStats;
  ExecutionStatusCount: ExecutionStatusCount;
  ExtendLeaseResult: ExtendLeaseResult;
  ExtendLeasesInput: ExtendLeasesInput;
  ExtendLeasesPayload: ExtendLeasesPayload;
  FacetValue: FacetValue;
  FactInput: FactInput;
  FinishAttemptInput: FinishAttemptInput;
  Float: Scalars['Float']['output'];
  Flow: import('../db/runs/flows.ts').FlowRow;
  FlowConnection: Omit<FlowConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FlowEdge']>, nodes: Array<ResolversParentTypes['Flow']> };
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
  NodeResult: import('./models.ts').NodeResultOf;
  NodeResultConnection: Omit<NodeResultConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['NodeResultEdge']>, nodes: Array<ResolversParentTypes['NodeResult']> };
  NodeResultEdge: Omit<NodeResultEdge, 'node'> & { node: ResolversParentTypes['NodeResult'] };
  NodeResultInput: NodeResultInput;
  PageInfo: PageInfo;
  Payload: import('./models.ts').PayloadOf;
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
  RetentionPart: RetentionPart;
  RetentionPreview: RetentionPreview;
  Retry: Retry;
  RetryInput: RetryInput;
  Run: import('../db/runs/rows.ts').RunRow;
  RunAttemptInput: RunAttemptInput;
  RunBucket: RunBucket;
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
  String: Scalars['String']['output'];
  TruncatedKey: import('./models.ts').TruncatedKeyOf;
  UpdateExecutionResult: import('./models.ts').UpdateResult;
  UpdateExecutionsInput: UpdateExecutionsInput;
  UpdateExecutionsPayload: Omit<UpdateExecutionsPayload, 'results'> & { results: Array<ResolversParentTypes['UpdateExecutionResult']> };
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

export type BackendResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend']> = {
  evicted?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reachable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type ExecutionResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Execution'] = ResolversParentTypes['Execution']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Maybe<ResolversTypes['AttemptConnection']>, ParentType, ContextType, Partial<ExecutionAttemptsArgs>>;
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  children?: Resolver<Maybe<ResolversTypes['ExecutionConnection']>, ParentType, ContextType, Partial<ExecutionChildrenArgs>>;
  dag?: Resolver<Maybe<ResolversTypes['Dag']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heartbeatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  heartbeatTimeoutMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Maybe<ResolversTypes['Payload']>, ParentType, ContextType>;
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
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  deleteExecutions?: Resolver<Maybe<ResolversTypes['DeleteExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationDeleteExecutionsArgs, 'input'>>;
  extendLeases?: Resolver<Maybe<ResolversTypes['ExtendLeasesPayload']>, ParentType, ContextType, RequireFields<MutationExtendLeasesArgs, 'input'>>;
  heartbeatRuns?: Resolver<Maybe<ResolversTypes['HeartbeatRunsPayload']>, ParentType, ContextType, RequireFields<MutationHeartbeatRunsArgs, 'input'>>;
  recordExecutions?: Resolver<Maybe<ResolversTypes['RecordExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationRecordExecutionsArgs, 'input'>>;
  recordMetadata?: Resolver<Maybe<ResolversTypes['RecordMetadataPayload']>, ParentType, ContextType, RequireFields<MutationRecordMetadataArgs, 'input'>>;
  recordRuns?: Resolver<Maybe<ResolversTypes['RecordRunsPayload']>, ParentType, ContextType, RequireFields<MutationRecordRunsArgs, 'input'>>;
  retryExecutions?: Resolver<Maybe<ResolversTypes['MoveExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationRetryExecutionsArgs, 'input'>>;
  startExecutions?: Resolver<Maybe<ResolversTypes['StartExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationStartExecutionsArgs, 'input'>>;
  updateExecutions?: Resolver<Maybe<ResolversTypes['UpdateExecutionsPayload']>, ParentType, ContextType, RequireFields<MutationUpdateExecutionsArgs, 'input'>>;
};

export type NodeResultResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['NodeResult'] = ResolversParentTypes['NodeResult']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bytes?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
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
  json?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  preview?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  truncatedKeys?: Resolver<Array<ResolversTypes['TruncatedKey']>, ParentType, ContextType>;
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
  backends?: Resolver<Array<ResolversTypes['Backend']>, ParentType, ContextType>;
  execution?: Resolver<Maybe<ResolversTypes['Execution']>, ParentType, ContextType, RequireFields<QueryExecutionArgs, 'id'>>;
  executionHistory?: Resolver<Maybe<ResolversTypes['ExecutionConnection']>, ParentType, ContextType, Partial<QueryExecutionHistoryArgs>>;
  executionStats?: Resolver<Maybe<ResolversTypes['ExecutionStats']>, ParentType, ContextType, Partial<QueryExecutionStatsArgs>>;
  executions?: Resolver<Maybe<Array<Maybe<ResolversTypes['Execution']>>>, ParentType, ContextType, RequireFields<QueryExecutionsArgs, 'ids'>>;
  flows?: Resolver<Maybe<ResolversTypes['FlowConnection']>, ParentType, ContextType, Partial<QueryFlowsArgs>>;
  queue?: Resolver<Maybe<ResolversTypes['Queue']>, ParentType, ContextType, Partial<QueryQueueArgs>>;
  retentionPreview?: Resolver<Maybe<ResolversTypes['RetentionPreview']>, ParentType, ContextType, Partial<QueryRetentionPreviewArgs>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'flow'>>;
  runFacets?: Resolver<Maybe<ResolversTypes['RunFacets']>, ParentType, ContextType, RequireFields<QueryRunFacetsArgs, 'first'>>;
  runHistogram?: Resolver<Maybe<ResolversTypes['RunHistogram']>, ParentType, ContextType, RequireFields<QueryRunHistogramArgs, 'buckets'>>;
  runs?: Resolver<Maybe<ResolversTypes['RunConnection']>, ParentType, ContextType, Partial<QueryRunsArgs>>;
  statusCounts?: Resolver<Maybe<ResolversTypes['StatusCounts']>, ParentType, ContextType, Partial<QueryStatusCountsArgs>>;
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

export type RunResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  backend?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  executions?: Resolver<Maybe<ResolversTypes['ExecutionConnection']>, ParentType, ContextType, Partial<RunExecutionsArgs>>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heartbeatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  heartbeatStale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunBucketResolvers<ContextType = import('./context.ts').Context, ParentType extends ResolversParentTypes['RunBucket'] = ResolversParentTypes['RunBucket']> = {
  counts?: Resolver<Array<ResolversTypes['StatusCount']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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

export type Resolvers<ContextType = import('./context.ts').Context> = {
  Attempt?: AttemptResolvers<ContextType>;
  AttemptConnection?: AttemptConnectionResolvers<ContextType>;
  AttemptEdge?: AttemptEdgeResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  ClaimActionsPayload?: ClaimActionsPayloadResolvers<ContextType>;
  ClaimedAction?: ClaimedActionResolvers<ContextType>;
  ClearExecutionsPayload?: ClearExecutionsPayloadResolvers<ContextType>;
  CompleteActionResult?: CompleteActionResultResolvers<ContextType>;
  CompleteActionsPayload?: CompleteActionsPayloadResolvers<ContextType>;
  Dag?: DagResolvers<ContextType>;
  DagBounds?: DagBoundsResolvers<ContextType>;
  DagEdge?: DagEdgeResolvers<ContextType>;
  DagGroup?: DagGroupResolvers<ContextType>;
  DagNode?: DagNodeResolvers<ContextType>;
  DagPosition?: DagPositionResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteExecutionResult?: DeleteExecutionResultResolvers<ContextType>;
  DeleteExecutionsPayload?: DeleteExecutionsPayloadResolvers<ContextType>;
  DurationStats?: DurationStatsResolvers<ContextType>;
  EdgeCondition?: EdgeConditionResolvers<ContextType>;
  Execution?: ExecutionResolvers<ContextType>;
  ExecutionConnection?: ExecutionConnectionResolvers<ContextType>;
  ExecutionCount?: ExecutionCountResolvers<ContextType>;
  ExecutionEdge?: ExecutionEdgeResolvers<ContextType>;
  ExecutionStats?: ExecutionStatsResolvers<ContextType>;
  ExecutionStatusCount?: ExecutionStatusCountResolvers<ContextType>;
  ExtendLeaseResult?: ExtendLeaseResultResolvers<ContextType>;
  ExtendLeasesPayload?: ExtendLeasesPayloadResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  Flow?: FlowResolvers<ContextType>;
  FlowConnection?: FlowConnectionResolvers<ContextType>;
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
  NodeResult?: NodeResultResolvers<ContextType>;
  NodeResultConnection?: NodeResultConnectionResolvers<ContextType>;
  NodeResultEdge?: NodeResultEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payload?: PayloadResolvers<ContextType>;
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
  RetentionPart?: RetentionPartResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  Retry?: RetryResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunBucket?: RunBucketResolvers<ContextType>;
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
  TruncatedKey?: TruncatedKeyResolvers<ContextType>;
  UpdateExecutionResult?: UpdateExecutionResultResolvers<ContextType>;
  UpdateExecutionsPayload?: UpdateExecutionsPayloadResolvers<ContextType>;
};

