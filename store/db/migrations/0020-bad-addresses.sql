-- Why the e-mail address is known to be permanently bad (the mail server's code), null while it is thought good.
alter table contacts add column email_bad text;

-- A contact may have a bad number and a bad address in one campaign, each to be corrected.
alter table corrections
  add column channel text not null default 'sms' check (channel in ('sms', 'email')),
  drop constraint corrections_campaign_id_contact_id_key,
  add unique (campaign_id, contact_id, channel);
alter table corrections alter column channel drop default;
