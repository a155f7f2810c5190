/** What the tables of a Metaflow service are called, unless it says otherwise. */
export const tableNames = {
  flows: 'flows_v3',
  runs: 'runs_v3',
  steps: 'steps_v3',
  tasks: 'tasks_v3',
  metadata: 'metadata_v3',
  artifacts: 'artifact_v3',
}
export type TableNames = typeof tableNames

const common = 'user_name varchar(255), ts_epoch bigint not null, tags jsonb, system_tags jsonb'
const step = 'flow_id varchar(255) not null, run_number bigint not null, step_name varchar(255) not null'

/** The tables and indexes of metaflow-service 2.5.1 after all its migrations. */
export async function createTables(
  sql: { run(text: string): Promise<unknown> },
  value: 'text' | 'jsonb',
  { flows, runs, steps, tasks, metadata, artifacts }: TableNames = tableNames,
): Promise<void> {
  const tables = [
    `${flows} (flow_id varchar(255) primary key, ${common})`,
    `${runs} (flow_id varchar(255) not null references ${flows}, run_number serial not null, ${common}, run_id varchar(255), last_heartbeat_ts bigint, primary key (flow_id, run_number), unique (flow_id, run_id))`,
    `${steps} (${step}, ${common}, run_id varchar(255), primary key (flow_id, run_number, step_name), foreign key (flow_id, run_number) references ${runs}, unique (flow_id, run_id, step_name))`,
    `${tasks} (${step}, task_id bigserial primary key, ${common}, run_id varchar(255), task_name varchar(255), last_heartbeat_ts bigint, foreign key (flow_id, run_number, step_name) references ${steps}, unique (flow_id, run_number, step_name, task_name))`,
    `${metadata} (${step}, task_id bigint not null, id bigserial not null, field_name varchar(255) not null, value ${value} not null, type varchar(255) not null, ${common}, run_id varchar(255), task_name varchar(255), primary key (id, flow_id, run_number, step_name, task_id, field_name))`,
    `${artifacts} (${step}, task_id bigint not null, name varchar(255) not null, location varchar(255) not null, ds_type varchar(255) not null, sha varchar(255), type varchar(255), content_type varchar(255), attempt_id smallint not null, ${common}, run_id varchar(255), task_name varchar(255), primary key (flow_id, run_number, step_name, task_id, attempt_id, name))`,
  ]
  const indexes = [
    `${flows} (ts_epoch desc, flow_id desc)`,
    `${runs} (ts_epoch)`,
    `${runs} (ts_epoch desc)`,
    `${runs} (flow_id, ts_epoch desc)`,
    `${runs} (flow_id, ts_epoch desc, run_number desc)`,
    `${runs} (flow_id, run_id)`,
    `${runs} using gin ((tags || system_tags))`,
    `${runs} ((case when system_tags ? ('user:' || user_name) then user_name end), ts_epoch desc)`,
    `${steps} (flow_id, run_id, step_name)`,
    `${tasks} (flow_id, run_id, step_name, task_name)`,
    `${tasks} (flow_id, run_number, step_name, ts_epoch desc, task_id desc)`,
    `${metadata} (flow_id, run_number, step_name, task_id, field_name)`,
    `${metadata} (flow_id, run_id, step_name, task_name, field_name)`,
    `${metadata} (flow_id, run_id, step_name, task_id, field_name)`,
    `${metadata} (flow_id, run_number, ts_epoch desc, id desc)`,
    `${artifacts} (flow_id, run_id, step_name, task_name, attempt_id, name)`,
    `${artifacts} (flow_id, run_id, step_name, task_id, attempt_id, name)`,
    `${artifacts} (flow_id, run_number, task_id, name, ts_epoch desc)`,
  ]
  for (const table of tables) await sql.run(`create table ${table}`)
  for (const index of indexes) await sql.run(`create index on ${index}`)
}
