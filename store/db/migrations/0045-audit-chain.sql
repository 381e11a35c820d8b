-- The audit log cannot be changed unseen. Lines are added by whoever acts, at once and without waiting for one another; a
-- moment later they are sealed in a chain, in which each seal holds the hash of the one before.

-- Why somebody did it is free text and may name a person, who may want to be forgotten: it stands apart, and the line
-- holds its digest, so that the chain still holds when the text is gone. The salt keeps a short reason from being guessed.
create table audit_reasons (
  line_id bigint primary key references audit_log,
  salt    uuid not null,
  -- Null once it was erased.
  reason  text
);

drop trigger audit_log_stays on audit_log;
alter table audit_log
  -- Who it was where no account says so: the operating system's account, a program's token.
  add column by_name text,
  add column reason_digest bytea,
  drop constraint audit_log_via_check,
  -- 'nobody': a request that was refused before anybody was known; 'system': what is done by itself.
  add constraint audit_log_via_check check (via in ('api', 'console', 'oidc', 'cli', 'nobody', 'system'));

create function audit_digest(salt uuid, reason text) returns bytea language sql immutable as
  $$ select sha256(convert_to(salt::text || reason, 'UTF8')) $$;
insert into audit_reasons (line_id, salt, reason)
  select id, gen_random_uuid(), reason from audit_log where reason is not null;
update audit_log l set reason_digest = audit_digest(r.salt, r.reason) from audit_reasons r where r.line_id = l.id;
alter table audit_log drop column reason;

-- One seal for each line, in the order of sealing; a line whose transaction took longer is sealed after younger ones.
create table audit_chain (
  position bigint primary key,
  line_id  bigint not null unique references audit_log,
  hash     bytea not null
);
-- Lines that wait for their seal.
create table audit_unsealed (line_id bigint primary key references audit_log);

create function await_seal() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed (line_id) values (new.id);
  return null;
end $$;
create trigger audit_log_awaits_seal after insert on audit_log for each row execute function await_seal();
insert into audit_unsealed (line_id) select id from audit_log;

-- The columns stand here by name and their instants in UTC: the hash is the same in every session, and when columns are added.
create function audit_line_hash(before bytea, line audit_log) returns bytea language sql stable as $$
  select sha256(coalesce(before, ''::bytea) || convert_to(jsonb_build_array(
    line.id, to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), line.account_id, line.via, line.by_name,
    line.verb, line.campaign_id, line.target, encode(line.reason_digest, 'hex'))::text, 'UTF8'))
$$;

-- Seals up to `most` lines that wait. One at a time: whoever comes second has nothing to do.
create function seal_audit_log(most integer) returns integer language plpgsql as $$
declare
  waiting bigint;
  line    audit_log;
  last    audit_chain;
  sealed  integer := 0;
begin
  if not pg_try_advisory_xact_lock(20261123) then return 0; end if;
  select * into last from audit_chain order by position desc limit 1;
  for waiting in select line_id from audit_unsealed order by line_id limit most loop
    select * into line from audit_log where id = waiting;
    last.position := coalesce(last.position, 0) + 1;
    last.hash := audit_line_hash(last.hash, line);
    insert into audit_chain (position, line_id, hash) values (last.position, waiting, last.hash);
    delete from audit_unsealed where line_id = waiting;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;

-- Holds for the owner and for superusers too; they could take the triggers away, which the chain then shows.
create trigger audit_log_stays before update or delete on audit_log for each row execute function refuse_to_rewrite();
create trigger audit_log_is_not_emptied before truncate on audit_log execute function refuse_to_rewrite();
create trigger audit_chain_stays before update or delete on audit_chain for each row execute function refuse_to_rewrite();
create trigger audit_chain_is_not_emptied before truncate on audit_chain execute function refuse_to_rewrite();

create function keep_audit_reason() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.line_id = old.line_id and new.salt = old.salt and new.reason is null then return new; end if;
  raise exception 'A reason is only ever erased.';
end $$;
create trigger audit_reasons_stay before update or delete on audit_reasons for each row execute function keep_audit_reason();
create trigger audit_reasons_are_not_emptied before truncate on audit_reasons execute function keep_audit_reason();

-- What a role of the application may do to the audit log, when it is not the owner of the tables. To be called after
-- whatever gave it rights to all tables.
create function limit_to_adding_audit_lines(role_name name) returns void language plpgsql as $$
begin
  execute format('revoke all on audit_log, audit_chain, audit_unsealed, audit_reasons from %I', role_name);
  execute format('grant select, insert on audit_log, audit_chain to %I', role_name);
  execute format('grant select, insert, delete on audit_unsealed to %I', role_name);
  execute format('grant select, insert on audit_reasons to %I', role_name);
  execute format('grant update (reason) on audit_reasons to %I', role_name);
end $$;
