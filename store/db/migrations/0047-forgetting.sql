-- A person who was erased: the post stays, with everything that hangs on it, and nobody holds it.
alter table contacts alter column name drop not null;
alter table contacts add constraint contacts_nobody_is_not_reached
  check (name is not null or coalesce(phone, email) is null);

-- Real time at which texts, numbers, photos, replies and free texts of a campaign were let go; its figures stay.
alter table campaigns add column archived_at timestamptz;

-- A text without certain words.
create function without_words(whole text, words text[]) returns text language plpgsql immutable as $$
declare
  word text;
begin
  foreach word in array words loop
    whole := replace(whole, word, '〔已删除〕');
  end loop;
  return whole;
end $$;

-- The same of every text within a document; words are compared as JSON writes them.
create function without_words(whole jsonb, words text[]) returns jsonb language sql immutable as $$
  select without_words(whole::text, array(select trim(both '"' from to_jsonb(word)::text) from unnest(words) as word))::jsonb
$$;

create function holds_words(whole text, words text[]) returns boolean language sql immutable as $$
  select exists (select from unnest(words) as word where strpos(whole, word) > 0)
$$;
