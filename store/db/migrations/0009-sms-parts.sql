-- Where each part of an SMS has a number and a receipt of its own (SMPP): any that failed, failed the SMS; it is
-- delivered when all of them are.
create table sms_parts (
  provider   text not null,
  -- The provider's number of the part.
  ref        text not null,
  message_id bigint not null references messages on delete cascade,
  -- In the words of domain/message-states.ts; null until its receipt has come.
  event      text check (event in ('receipt-delivered', 'receipt-failed', 'receipt-temporary')),
  code       text,
  primary key (provider, ref)
);
create index sms_parts_of_message on sms_parts (message_id);
