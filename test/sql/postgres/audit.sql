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
  unnest(
    $1::text[],
    $2::bigint[],
    $3::text[],
    $4::text[],
    $5::text[],
    $6::text[],
    $7::text[],
    $8::bigint[],
    $9::text[],
    $10::text[]
  ) as "rows" ("id", "at", "action", "via", "actor", "tokenId", "address", "count", "ids", "detail")
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
      when at < $1 then 1
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
  $1;

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
    "audit"."at" >= $1
    and "audit"."at" <= $2
    and "audit"."action" = any ($3::text[])
    and (
      "audit"."actor" = any ($4::text[])
      or "audit"."token_id" = any ($5::text[])
    )
  )
order by
  "audit"."at" desc,
  "audit"."audit_id" desc
limit
  $6;

-- audit.oldest, in its plainest shape
select
  audit_id as id
from
  audit
where
  at < $1
order by
  at,
  audit_id
limit
  $2
for update
  skip locked;

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
      $1
  )
order by
  at,
  audit_id
limit
  $2
for update
  skip locked;

-- audit.remove
delete from "audit"
where
  "audit"."audit_id" = any ($1::text[]);

