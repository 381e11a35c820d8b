-- A connection plans each statement anew (store/db/db.ts), and so campaign_now() at each move of each message: four times
-- for one that goes well. It reads one row by its key: planned once, 20,000 moves of a bare table took 0.5 to 0.7 s instead
-- of 0.9 to 1.3. Whoever replaces the function says this again.
alter function log_message_move() set plan_cache_mode = 'force_generic_plan';
