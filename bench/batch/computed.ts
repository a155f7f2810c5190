import postgres from 'postgres'

/**
 * What a user of PostGraphile would write to show more than columns: functions that become fields of the table. They
 * contain the part of the rule that the bench's rows need, without the clock, so they cost no more than ours.
 */
export async function addComputedFields(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`
    create function executions_status(e executions) returns text language sql stable as $$
      select case when e.verdict = 1 then 'COMPLETED' when e.verdict = 2 then 'FAILED'
        when e.attempt = 0 then 'PENDING' else 'RUNNING' end
    $$;
    create function executions_status_reason(e executions) returns text language sql stable as $$
      select case when e.verdict = 1 then 'ATTEMPT_OK' when e.verdict = 2 then 'ATTEMPT_FAILED'
        when e.attempt = 0 then 'QUEUED' when e.attempt > 1 then 'RETRYING' else 'ATTEMPT_STARTED' end
    $$;
    create function executions_started(e executions) returns timestamptz language sql stable as $$
      select to_timestamp(e.started_at / 1000.0)
    $$;
    create function executions_finished(e executions) returns timestamptz language sql stable as $$
      select to_timestamp(e.finished_at / 1000.0)
    $$`)
  await sql.end()
}
