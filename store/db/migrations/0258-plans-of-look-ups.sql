-- One look-up by a key, made for each row that moves: its plan is the same whatever the key. Our sessions plan each
-- statement for its values (plan_cache_mode), and to plan this one took four times as long as to run it.
alter function campaign_now(text) set plan_cache_mode = force_generic_plan;
alter function phone_in(text, contacts) set plan_cache_mode = force_generic_plan;
