-- Which figure of a patrol makes each person a case is said by the form itself. Campaigns that run got that form when they
-- were started, and it is said in theirs too.
update campaigns c set definition = jsonb_set(definition, '{forms,warning-patrol,fields}', (
  select jsonb_agg(case when f ->> 'id' = 'refused' then f || '{"case": "refusal"}' else f end order by n)
  from jsonb_array_elements(c.definition #> '{forms,warning-patrol,fields}') with ordinality as fields(f, n)))
where definition #> '{forms,warning-patrol,fields}' @> '[{"id": "refused"}]' and definition -> 'warnings' is not null;
