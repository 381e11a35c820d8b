-- Where a campaign lies, beside its plan: that of a country has megabytes, and each look at this one word unpacked it.
alter table campaigns add column scope text generated always as (plan ->> 'scope') stored;
