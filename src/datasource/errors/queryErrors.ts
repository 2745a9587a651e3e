/** What the query asks cannot be answered. */
import { t } from '../../shared/ui/i18n/translate';
import { noProfileType } from '../pyroscopeError';
import { type Row } from './row';

export const queryErrors = (): readonly Row[] => [
  {
    kind: 'regular-expression',
    step: 'query',
    when: { says: /error parsing regexp: (.*)/i },
    what: t('errors.a-regular-expression-in-the', 'A regular expression in the label selector cannot be read: {1}.'),
    why: t(
      'errors.pyroscope-takes-re2-which-has',
      'Pyroscope takes RE2, which has no look-around and no back references.'
    ),
    next: t('errors.correct-the-value-after-or', 'Correct the value after =~ or !~.'),
  },
  {
    kind: 'label-selector',
    step: 'query',
    when: { says: /parse error: (.*)/i },
    what: t('errors.the-label-selector-cannot-be', 'The label selector cannot be read: {1}.'),
    why: t('errors.it-is-not-a-list', 'It is not a list of matchers in braces.'),
    next: t('errors.write-it-like-service-name', 'Write it like {service_name="checkout"}.'),
  },
  {
    ...noProfileType(),
    step: 'query',
    when: { says: /profile-type selection must be of the form .* got\(\d+\): ""/s },
  },
  {
    kind: 'profile-type',
    step: 'query',
    when: { says: /profile-type selection must be of the form .* got\(\d+\): "(.*)"/s },
    what: t('errors.the-profile-type-1-is', 'The profile type “{1}” is not one.'),
    why: t(
      'errors.a-profile-type-has-five',
      'A profile type has five parts, such as process_cpu:cpu:nanoseconds:cpu:nanoseconds.'
    ),
    next: t('errors.choose-one-from-the-list', 'Choose one from the list.'),
  },
  {
    kind: 'range-reversed',
    step: 'query',
    when: { says: /start time is after end/i },
    what: t('errors.the-time-range-ends-before', 'The time range ends before it starts.'),
    why: t('errors.from-and-to-are-the', 'From and to are the wrong way round.'),
    next: t('errors.correct-the-time-range', 'Correct the time range.'),
  },
  {
    kind: 'range-missing',
    step: 'query',
    when: { says: /missing time range/i },
    what: t('errors.the-query-has-no-time', 'The query has no time range.'),
    why: t('errors.from-and-to-are-empty', 'From and to are empty.'),
    next: t('errors.choose-a-time-range', 'Choose a time range.'),
  },
  {
    kind: 'range-too-long',
    step: 'query',
    when: { says: /max_query_length, actual: (\S+), limit: (\S+)\)/i },
    what: t('errors.the-time-range-is-too', 'The time range is too long: {1}.'),
    why: t('errors.this-server-reads-at-most', 'This server reads at most {2} at once.'),
    next: t('errors.shorter-time-range', 'Choose a shorter time range.'),
  },
  {
    kind: 'max-nodes-too-large',
    step: 'query',
    when: { says: /max flamegraph nodes limit (\d+) is greater than allowed (\d+)/i },
    what: t('errors.max-nodes-1-is-too', 'Max nodes {1} is too large.'),
    why: t('errors.this-server-allows-at-most', 'This server allows at most {2}.'),
    next: t('errors.lower-max-nodes-in-the', 'Lower Max nodes in the query options.'),
  },
  {
    kind: 'max-nodes-invalid',
    step: 'query',
    when: { says: /max flamegraph nodes limit must be set \(max allowed (\d+)\)/i },
    what: t('errors.max-nodes-is-not-a', 'Max nodes is not a usable number.'),
    why: t('errors.this-server-allows-1-to', 'This server allows 1 to {1}.'),
    next: t('errors.correct-max-nodes-in-the', 'Correct Max nodes in the query options.'),
  },
  {
    kind: 'span-id',
    step: 'query',
    when: { says: /invalid span id/i },
    what: t('errors.a-span-id-is-not', 'A span id is not valid.'),
    why: t('errors.a-span-id-has-16', 'A span id has 16 hexadecimal digits.'),
    next: t('errors.correct-the-span-selector', 'Correct the span selector.'),
  },
  {
    kind: 'trace-id',
    step: 'query',
    when: { says: /invalid trace id/i },
    what: t('errors.a-trace-id-is-not', 'A trace id is not valid.'),
    why: t('errors.a-trace-id-has-32', 'A trace id has 32 hexadecimal digits.'),
    next: t('errors.correct-the-trace-selector', 'Correct the trace selector.'),
  },
  {
    kind: 'profile-id',
    step: 'query',
    when: { says: /invalid uuid/i },
    what: t('errors.a-profile-id-is-not', 'A profile id is not valid.'),
    why: t('errors.a-profile-id-is-a', 'A profile id is a UUID.'),
    next: t('errors.correct-the-profile-selector', 'Correct the profile selector.'),
  },
  {
    kind: 'span-and-trace',
    step: 'query',
    when: { says: /span_selector and trace_id_selector cannot be combined/i },
    what: t('errors.span-ids-and-trace-ids', 'Span ids and trace ids cannot be combined.'),
    why: t('errors.pyroscope-takes-one-or-the', 'Pyroscope takes one or the other.'),
    next: t('errors.remove-one-of-the-two', 'Remove one of the two selectors.'),
  },
  {
    kind: 'step',
    step: 'query',
    when: { says: /step must be/i },
    what: t('errors.the-step-is-too-small', 'The step is too small.'),
    why: t('errors.pyroscope-takes-steps-of-at', 'Pyroscope takes steps of at least 1 ms.'),
    next: t('errors.raise-the-minimum-step', 'Raise the minimum step.'),
  },
  {
    kind: 'label-name-missing',
    step: 'query',
    when: { says: /^name is required/i },
    what: t('errors.no-label-was-chosen', 'No label was chosen.'),
    why: t('errors.values-can-be-listed-for', 'Values can be listed for one label only.'),
    next: t('errors.choose-a-label', 'Choose a label.'),
  },
  {
    kind: 'heatmap-type',
    step: 'query',
    when: { says: /heatmap query type|span exemplars only/i },
    what: t('errors.the-heatmap-cannot-be-read', 'The heatmap cannot be read this way.'),
    why: t('errors.its-kind-and-the-kind', 'Its kind and the kind of its exemplars must agree.'),
    next: t('errors.choose-spans-for-both-or', 'Choose spans for both or profiles for both.'),
  },
];
