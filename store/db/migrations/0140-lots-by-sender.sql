-- The sender's key: an office that presses the button twice posts once.
alter table posting_lots add column submission uuid unique;
