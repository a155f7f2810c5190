import type Database from 'better-sqlite3'
import { queuedAgain, verdicts } from '../../status/status.ts'

/** A transaction's changes to the records that the store bounds. */
export interface BoundedChanges {
  /** The state of each execution that was written; `null` if it was deleted. */
  readonly executions: Map<string, Standing | null>
  /** DAGs that an execution or a run no longer uses. */
  readonly dags: Set<string>
  /** By how much the number of runs has grown. */
  runs: number
}

interface Standing {
  readonly finished: boolean
  readonly sortAt: number
}

const triggers = `
create temp trigger execution_added after insert on executions
begin select note_execution(new.execution_id, new.verdict, new.sort_at); end;
create temp trigger execution_changed after update on executions
begin select note_execution(new.execution_id, new.verdict, new.sort_at); end;
create temp trigger execution_given_dag after update of dag_hash on executions
begin select note_dag(old.dag_hash); end;
create temp trigger execution_removed after delete on executions
begin select note_gone(old.execution_id), note_dag(old.dag_hash); end;
create temp trigger run_added after insert on runs
begin select note_runs(1); end;
create temp trigger run_given_dag after update of dag_hash on runs
begin select note_dag(old.dag_hash); end;
create temp trigger run_removed after delete on runs
begin select note_runs(-1), note_dag(old.dag_hash); end`

/**
 * Triggers of the connection note what is written, whichever statement writes it, without an extra statement. The
 * object that a call returns collects the changes until the next call.
 */
export function noteChanges(db: Database.Database): () => BoundedChanges {
  let changes = nothing()
  db.function('note_execution', (id: string, verdict: number, sortAt: number) => {
    changes.executions.set(id, { finished: verdict > verdicts.OPEN && verdict !== queuedAgain, sortAt })
  })
  db.function('note_gone', (id: string) => void changes.executions.set(id, null))
  db.function('note_dag', (hash: string | null) => void (hash !== null && changes.dags.add(hash)))
  db.function('note_runs', (more: number) => void (changes.runs += more))
  db.exec(triggers)
  return () => (changes = nothing())
}

const nothing = (): BoundedChanges => ({ executions: new Map(), dags: new Set(), runs: 0 })
