import { forgetNames, namesOf } from './nameFacts';

it('keeps the names of a profile for the next one', () => {
  const { parsed } = namesOf('ruby').factsOf('app/a.rb:1 - one', '');
  forgetNames('ruby');
  expect(namesOf('ruby').factsOf('app/a.rb:1 - one', '').parsed).toBe(parsed);
});

it('keeps no names of a profile that has too many characters of them', () => {
  const names = namesOf('python');
  for (let i = 0; i < 20; i++) {
    names.factsOf(`${'x'.repeat(1_000_000)}${i}`, '');
  }
  expect(namesOf('python')).toBe(names);
  forgetNames('python');
  expect(namesOf('python')).not.toBe(names);
});
