-- When somebody last signed in to an account: an account that nobody uses is one to disable.
alter table accounts add column last_sign_in_at timestamptz;

update accounts a set last_sign_in_at = l.at
from (select account_id, max(at) as at from audit_log where verb = 'sign-in' group by account_id) l
where l.account_id = a.id;
