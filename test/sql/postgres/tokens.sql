-- tokens.add
insert into
  "tokens" (
    "token_id",
    "name",
    "digest",
    "scopes",
    "flows",
    "backends",
    "created_at",
    "expires_at",
    "last_used_at",
    "revoked_at"
  )
select
  rows."id",
  rows."name",
  rows."digest",
  rows."scopes",
  rows."flows",
  rows."backends",
  rows."createdAt",
  rows."expiresAt",
  rows."lastUsedAt",
  rows."revokedAt"
from
  unnest(
    $1::text[],
    $2::text[],
    $3::text[],
    $4::text[],
    $5::text[],
    $6::text[],
    $7::bigint[],
    $8::bigint[],
    $9::bigint[],
    $10::bigint[]
  ) as "rows" (
    "id",
    "name",
    "digest",
    "scopes",
    "flows",
    "backends",
    "createdAt",
    "expiresAt",
    "lastUsedAt",
    "revokedAt"
  )
where
  true;

-- tokens.count
select
  count(*) as count
from
  tokens
where
  revoked_at is null
  and (
    expires_at is null
    or expires_at > cast($1 as bigint)
  );

-- tokens.forget
delete from tokens
where
  revoked_at < cast($1 as bigint)
  or expires_at < cast($2 as bigint)
  or token_id in (
    select
      token_id
    from
      tokens
    where
      not (
        revoked_at is null
        and (
          expires_at is null
          or expires_at > cast($3 as bigint)
        )
      )
    order by
      coalesce(revoked_at, expires_at) desc,
      token_id desc
    limit
      10000
    offset
      10000
  );

-- tokens.known
select
  "tokens"."token_id" as "id"
from
  "tokens"
where
  "tokens"."token_id" = any ($1::text[]);

-- tokens.list
select
  "tokens"."token_id" as "id",
  "tokens"."name" as "name",
  "tokens"."digest" as "digest",
  "tokens"."scopes" as "scopes",
  "tokens"."flows" as "flows",
  "tokens"."backends" as "backends",
  "tokens"."created_at" as "createdAt",
  "tokens"."expires_at" as "expiresAt",
  "tokens"."last_used_at" as "lastUsedAt",
  "tokens"."revoked_at" as "revokedAt"
from
  "tokens"
order by
  case
    when revoked_at is null
    and (
      expires_at is null
      or expires_at > cast($1 as bigint)
    ) then 0
    else 1
  end,
  "tokens"."created_at" desc,
  "tokens"."token_id" desc
limit
  2000;

-- tokens.mark
select
  count(*) as count,
  count(revoked_at) as revoked,
  max(created_at) as newest,
  max(revoked_at) as "revokedAt"
from
  tokens;

-- tokens.noteUses
update tokens
set
  last_used_at = rows.at
from
  unnest($1::text[], $2::bigint[]) as "rows" ("id", "at")
where
  tokens.token_id = rows.id
  and (
    last_used_at is null
    or last_used_at < rows.at
  );

-- tokens.revoke
update tokens
set
  revoked_at = cast($1 as bigint)
where
  "tokens"."token_id" = any ($2::text[])
  and revoked_at is null;

