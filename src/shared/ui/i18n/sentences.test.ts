import { emphasised, endSentence, inSegments, sentences, strongly } from './sentences';
import { t } from './translate';

it('emphasises a value wherever its language puts it, and nothing that the value holds', () => {
  const place = emphasised('operator<b>\uE000x\uE001');
  expect(inSegments(t('test.in', 'In {{place}} it waits.', { place }))).toEqual([
    { text: 'In ' },
    { text: 'operator<b>x', strong: true },
    { text: ' it waits.' },
  ]);
  expect(inSegments(t('test.first', '{{place}} waits.', { place }))[0]).toMatchObject({ strong: true });
});

it('puts a blank between sentences that are said, and none for those that are not', () => {
  expect(sentences(strongly('One.'), null, '', 'Two.')).toEqual([
    { text: 'One.', strong: true },
    { text: ' ' },
    { text: 'Two.' },
  ]);
});

it('ends what has no end', () => expect(['Bad gateway', 'Why?'].map(endSentence)).toEqual(['Bad gateway.', 'Why?']));
