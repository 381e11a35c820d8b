import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

rehearsesItsFigures('liangshan-winter');
