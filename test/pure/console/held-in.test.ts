import { heldIn } from '../../../console/app/warning/held-in';

const event = (colour: 'blue' | 'orange' | 'red' | null, code: string, path: string) => ({
  colour,
  areas: [{ code, path }],
});
const COUNTY = event('blue', '9', '1/9/');
const TOWNSHIP = event('red', '92', '1/9/92/');

describe('the warning of a place', () => {
  it('is that of the place, or of one above it, and a part where only places below are meant', () => {
    expect(heldIn([COUNTY], { line: ['1', '9', '91'], own: null })).toEqual({ event: COUNTY, part: false });
    expect(heldIn([TOWNSHIP], { line: ['1', '9'], own: null })).toEqual({ event: TOWNSHIP, part: true });
    expect(heldIn([TOWNSHIP], { line: ['1', '9', '91'], own: null })).toBeNull();
  });

  it('is the strongest; one without a colour counts as yellow', () => {
    const unsaid = event(null, '9', '1/9/');
    expect(heldIn([COUNTY, TOWNSHIP], { line: ['1', '9', '92'], own: null })?.event).toBe(TOWNSHIP);
    expect(heldIn([COUNTY, unsaid], { line: ['1', '9'], own: null })?.event).toBe(unsaid);
    expect(heldIn([unsaid, event('orange', '9', '1/9/')], { line: ['9'], own: null })?.event.colour).toBe('orange');
  });

  it('of a reader with a region is also that of places above, which the reader’s tree does not have', () => {
    expect(heldIn([COUNTY], { line: ['91'], own: '91' })).toEqual({ event: COUNTY, part: false });
    expect(heldIn([COUNTY], { line: ['91'], own: null })).toBeNull();
  });
});
