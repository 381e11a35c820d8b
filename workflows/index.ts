export { campaign } from './campaign';
export { round } from './round';
