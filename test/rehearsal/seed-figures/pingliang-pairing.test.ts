import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

rehearsesItsFigures('pingliang-pairing');
