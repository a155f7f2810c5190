-- removing.runMetadata
delete from "run_metadata"
where
  (
    (flow_id, number) in (
      select
        rows.flow,
        rows.number
      from
        unnest($1::text[], $2::bigint[]) as "rows" ("flow", "number")
    )
    and flow_id = any ($3::text[])
  );

-- removing.runTags
delete from "run_tags"
where
  (
    (flow_id, number) in (
      select
        rows.flow,
        rows.number
      from
        unnest($1::text[], $2::bigint[]) as "rows" ("flow", "number")
    )
    and flow_id = any ($3::text[])
  );

-- removing.runs
delete from "runs"
where
  (
    (flow_id, number) in (
      select
        rows.flow,
        rows.number
      from
        unnest($1::text[], $2::bigint[]) as "rows" ("flow", "number")
    )
    and flow_id = any ($3::text[])
  );

