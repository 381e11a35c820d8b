-- Every foreign key has an index (0022).
create index api_tokens_by_maker on api_tokens (created_by);
create index half_sign_ins_by_account on half_sign_ins (account_id);
