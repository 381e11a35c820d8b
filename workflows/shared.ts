/*
 * The rules that all workflows of a process share: a worker loads them once and freezes them, where it would load them,
 * with all sentences of the catalogue, for each round. They are pure, so no workflow hears of another by them.
 */
import '../domain/campaign/campaign-details';
import '../domain/campaign/life';
import '../domain/campaign/steering';
import '../domain/campaign/ways';
import '../domain/case/life';
import '../domain/failures';
import '../domain/instant';
import '../domain/posting/life';
import '../domain/round/branch-life';
import '../domain/round/decision-notice';
import '../domain/round/ladder';
import '../domain/round/life';
import '../domain/round/round';
import '../domain/round/rung-kinds';
import '../domain/round/tally';
import '../domain/round/temporal-notes';
import '../domain/round/wave';
import '../domain/text/refusal';
import '../domain/warning/alert/alert-details';
import '../domain/warning/alert/life';
