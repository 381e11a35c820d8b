-- How far a mailbox of bounced e-mails has been read: each mail is looked at once, whoever has opened it meanwhile.
create table bounce_mailboxes (
  -- 'user@host/folder'
  mailbox      text primary key,
  -- The numbers of the mails begin anew with another one.
  uid_validity bigint not null,
  last_uid     bigint not null
);

-- Signatures (the 【…】 in front of an SMS) that a platform has to approve, and how far that has come.
create table sms_signatures (
  provider   text not null,
  -- Without the brackets.
  signature  text not null,
  state      text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'rejected')),
  note       text,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (provider, signature)
);
