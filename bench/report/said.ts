/** What the page says whatever was measured. */
export const intro = `Each figure below was measured by the command that stands beside it, and this page is written from them: \`npm run bench -- report\` makes it from [bench/results](../bench/results), and a test compares it with them. Compare figures of one run only: another machine, or the same machine on another day, gives others.`

export const method = `\`npm run bench\` runs all suites, the long ones at a shorter size that it names; \`npm run bench -- --whole\` runs them at their whole size, and \`npm run bench -- batch\` only one. \`--only\` takes some of them, or within a suite some of its stores. Figures are kept when a suite ran as a whole, at its shorter size, or with \`--only\`; \`--keep\` keeps those of any other size. The options are told with each run.

- Whatever is compared is measured in one run, on one machine, in turn: each contestant once a round, every other round in reverse, after a warm-up. A figure is the median over the rounds; the least and the greatest round stand in brackets. What has no brackets was measured once, or counted.
- A ratio is the median of the ratios of the rounds, so that a disturbed round counts for both. It says how many times the other's figure ours is: below 1 is better where less is better, above 1 for rates (\`/s\`).
- A floor is the least that the same answer can cost: a bare \`node:http\` server, the driver alone, a newest page without a filter.
- Server, database, clients and browser share the processors of the machine. With a machine of their own each, rates would be higher.
- Answers are compared before the clock starts: a contestant that answers something else is not measured.
- The load of the machine over the minute before a run stands with it. A run that began under load is to be read with doubt.
- Runs that name no machine were kept in an older format. Some of their ratios are those of the medians.`

export const queueKinds = `Who is compared with the queue, and on what:

| | what it does on the clock | history | fan-in |
| --- | --- | --- | --- |
| Execgraph, in process | starts executions, claims, runs and completes 49 steps of each; workers in the process of the queue | every step and its output | the queue releases a step when all before it are done |
| Execgraph, GraphQL workers | the same, by \`execgraph/worker\` in another process, over HTTP | the same | the same |
| DBOS 5.3 | \`DBOS.startWorkflow\`, and \`DBOS.runStep\` for each of the same 49 steps, in one process with its own pool of 10 connections | every step and its output | \`Promise.all\` in the workflow function |
| graphile-worker, pg-boss | fetch and complete independent jobs that were put in before the clock starts | none | none |

Execgraph hands steps to any number of workers on any machine, and a step that was begun by a worker that died is given to another. DBOS runs a workflow in the process that started it, and recovers it when that process starts again. A step costs Execgraph a claim and a completion, which many steps share; it costs DBOS an insert of its own. Both commit with \`synchronous_commit\` on.`

export const notCompared = `- **Engines with a server of their own** (Temporal, Restate, Hatchet, Inngest, Airflow, Dagster, Prefect): they do not install from npm, and a figure of one machine with their servers beside ours would say more about the machine.
- **Metaflow’s own UI service**: it keeps runs in the memory of a Python process. The suite \`runs\` reads its tables in our way only.
- **AgentField’s batch status**: its server is not an npm package. What it costs is known from its source, in statements, and not in milliseconds.
- **Hosted services**: the network would be measured.
- **Hasura and other GraphQL servers that are not Node**: the suite \`batch\` compares servers of one run time, whose CPU means the same.
- **DBOS on several processes, and its queues**: one process is compared with one process. Its SQLite store exists for Python only.
- **Larger machines and a Postgres elsewhere**: there was none. The server’s share of a request falls when the database is far away.
- **Millions of open streams**: 1,000 are measured, and their memory told; a process refuses more than its \`--max-streams\`.`
