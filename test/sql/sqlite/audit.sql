-- audit.add
insert into
  "audit" ("audit_id", "at", "action", "via", "actor", "token_id", "address", "count", "ids", "detail")
select
  rows."id",
  rows."at",
  rows."action",
  rows."via",
  rows."actor",
  rows."tokenId",
  rows."address",
  rows."count",
  rows."ids",
  rows."detail"
from
  (
    select
      value ->> 0 as "id",
      value ->> 1 as "at",
      value ->> 2 as "action",
      value ->> 3 as "via",
      value ->> 4 as "actor",
      value ->> 5 as "tokenId",
      value ->> 6 as "address",
      value ->> 7 as "count",
      value ->> 8 as "ids",
      value ->> 9 as "detail"
    from
      json_each(?)
  ) as "rows"
where
  true
on conflict (audit_id) do update
set
  "count" = audit."count" + excluded."count";

-- audit.due
select
  count(*) as count,
  count(
    case
      when at < ? then 1
    end
  ) as old
from
  audit;

-- audit.list, in its plainest shape
select
  "audit"."audit_id" as "id",
  "audit"."at" as "at",
  "audit"."action" as "action",
  "audit"."via" as "via",
  "audit"."actor" as "actor",
  "audit"."token_id" as "tokenId",
  "audit"."address" as "address",
  "audit"."count" as "count",
  "audit"."ids" as "ids",
  "audit"."detail" as "detail"
from
  "audit"
where
  true
order by
  "audit"."at" desc,
  "audit"."audit_id" desc
limit
  ?;

-- audit.list, with all that it may have
select
  "audit"."audit_id" as "id",
  "audit"."at" as "at",
  "audit"."action" as "action",
  "audit"."via" as "via",
  "audit"."actor" as "actor",
  "audit"."token_id" as "tokenId",
  "audit"."address" as "address",
  "audit"."count" as "count",
  "audit"."ids" as "ids",
  "audit"."detail" as "detail"
from
  "audit"
where
  (
    "audit"."at" >= ?
    and "audit"."at" <= ?
    and "audit"."action" in (
      select
        value
      from
        json_each(?)
    )
    and (
      "audit"."actor" in (
        select
          value
        from
          json_each(?)
      )
      or "audit"."token_id" in (
        select
          value
        from
          json_each(?)
      )
    )
  )
order by
  "audit"."at" desc,
  "audit"."audit_id" desc
limit
  ?;

-- audit.oldest, in its plainest shape
select
  audit_id as id
from
  audit
where
  at < ?
order by
  at,
  audit_id
limit
  ?;

-- audit.oldest, with all that it may have
select
  audit_id as id
from
  audit
where
  (at, audit_id) <= (
    select
      at,
      audit_id
    from
      audit
    order by
      at desc,
      audit_id desc
    limit
      1
    offset
      ?
  )
order by
  at,
  audit_id
limit
  ?;

-- audit.remove
delete from "audit"
where
  "audit"."audit_id" in (
    select
      value
    from
      json_each(?)
  );

