import type { CloseCall } from '../../analysis';
import { closeCallText } from './closeCallText';

const close: CloseCall = { verdict: 'fix', layer: 'caller', threshold: 'dominantCaller', value: 0.48, limit: 0.5 };
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

it('says what decided, by how much, and what it would be on the other side', () => {
  expect(plain(closeCallText(close))).toBe(
    'A close call: the share of its largest caller is 48 %, the limit 50 %, within what chance does to this many samples. ' +
      'On the other side it would read Caller.'
  );
});

it('counts callers as a number, and names a verdict that is no layer', () => {
  const text = plain(closeCallText({ ...close, threshold: 'sharedCallers', value: 3.8, limit: 4, verdict: 'flat', layer: null }));
  expect(text).toMatch(/effective callers is 3\.8, the limit 4\.0/);
  expect(text).toMatch(/would read No single place\.$/);
});
