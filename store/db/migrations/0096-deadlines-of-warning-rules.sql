-- A campaign's own rules of warnings say by name when 已知晓, 已派人 and 已完成 are late: `known: { minutes: 20 }`. When
-- deputy, township and county are told stands in ladders now, and so do the channels; a campaign that had changed those
-- has the shared ladders until a changed definition is put in its place.
with rewritten as (
  select c.id, jsonb_object_agg(h.hazard, h.colours) as rules
  from campaigns c
  cross join lateral (
    select hazard, (
      select coalesce(jsonb_object_agg(colour, (rule - array['acknowledgeWithin', 'dispatchWithin', 'completeWithin',
                                                             'deputyAfter', 'townshipAfter', 'countyAfter', 'channels'])
        || case when rule ? 'acknowledgeWithin'
                then jsonb_build_object('known', jsonb_build_object('minutes', rule -> 'acknowledgeWithin')) else '{}' end
        || case when rule ? 'dispatchWithin'
                then jsonb_build_object('sent', jsonb_build_object('minutes', rule -> 'dispatchWithin')) else '{}' end
        || case when rule ? 'completeWithin'
                then jsonb_build_object('done', jsonb_build_object('minutes', rule -> 'completeWithin')) else '{}' end), '{}')
      from jsonb_each(by_colour) as r(colour, rule)) as colours
    from jsonb_each(c.definition #> '{warnings,rules}') as b(hazard, by_colour)) h
  group by c.id)
update campaigns c set definition = jsonb_set(c.definition, '{warnings,rules}', w.rules)
from rewritten w where w.id = c.id;
