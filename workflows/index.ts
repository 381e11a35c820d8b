export { campaign } from './campaign/campaign';
export { followUp } from './case/follow-up';
export { round } from './round/round';
export { coldAlert } from './warning/cold-alert';
export { weatherWatch } from './warning/weather-watch';
