-- A message that speaks of several events is kept as one for each, `number#event`; a cancellation looks for them.
create index warnings_parts on warnings (scope, source, split_part(identifier, '#', 1)) where strpos(identifier, '#') > 0;
