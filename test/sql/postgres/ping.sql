-- ping
select
  1;

