export { campaign } from './campaign';
export { coldAlert } from './cold-alert';
export { followUp } from './follow-up';
export { round } from './round';
export { weatherWatch } from './weather-watch';
