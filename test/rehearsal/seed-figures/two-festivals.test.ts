import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

rehearsesItsFigures('two-festivals');
