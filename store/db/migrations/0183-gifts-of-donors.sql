-- Whether somebody has given something is asked before they are forgotten.
create index transfers_of_donors on transfers (from_account) where from_account like 'from:donor-%';
