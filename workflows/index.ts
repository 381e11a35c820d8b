export { campaign } from './campaign/campaign';
export { caseLife } from './case/case-life';
export { postingLife } from './posting/posting-life';
export { branch } from './round/branch';
export { round } from './round/round';
export { coldAlert } from './warning/cold-alert';
export { weatherWatch } from './warning/weather-watch';
