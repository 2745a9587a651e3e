/**
 * The callers or the callees of one function as a frame that flame graph panels read: the function on top, what calls it
 * (or what it calls) below. Its name is not `response`: it is no whole profile, and must not be analysed as one.
 */
import { createDataFrame, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { ownError } from '../pyroscopeError';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { DecodedProfile } from '../worker/decodeJob';
import type { NotOne } from '../worker/outputs';
import { emptyFields, fieldsOf, profileMeta } from './profileFrame';
import { gridUnit, unitOf } from './units';

interface Part {
  /** as it was asked for */
  readonly func: string;
  readonly notices: readonly QueryResultMetaNotice[];
}

/**
 * @param profile  null: the answer held no samples
 * @throws PyroscopeError where several functions have the name
 */
export function partFrame(
  plan: QueryPlan,
  answer: ProfileAnswer,
  profile: DecodedProfile | null,
  { func, notices }: Part
): DataFrame {
  const output = profile?.output;
  const part = output?.kind === 'part' ? output : null;
  const said = output?.kind === 'not-one' ? [noticeOfAbsence(func, output.search)] : [];
  const unit = gridUnit(profile?.unit ?? unitOf(answer.request.profileTypeId));
  const share = part && profile ? part.weight.cum / profile.total : null;
  return createDataFrame({
    refId: plan.refId,
    name: plan.queryType,
    meta: {
      preferredVisualisationType: 'flamegraph',
      custom: {
        fixlayer: {
          ...profileMeta(answer, profile),
          function: part?.weight.name ?? func,
          shareOfProfile: share,
        },
      },
      notices: [...(share === null ? [] : [noticeOfShare(part?.weight.name ?? func, share)]), ...said, ...notices],
    },
    fields: part ? fieldsOf(part.columns, unit) : emptyFields(unit),
  });
}

function noticeOfShare(name: string, share: number): QueryResultMetaNotice {
  return {
    severity: 'info',
    text: t('notices.is-in-of-the-profile', '{{name}} is in {{share}} of the profile, which is the whole width here.', {
      name,
      share: formatSharePrecise(share),
    }),
  };
}

/** A function that is not in this window may be in the next one: no error. Of several the user has to choose. */
export function noticeOfAbsence(func: string, search: NotOne): QueryResultMetaNotice {
  if (search.kind === 'several') {
    throw ownError('function-several', {
      what: t('notices.several-functions-are-called', 'Several functions are called “{{func}}”.', { func }),
      why: t('notices.the-end-of-a-name', 'The end of a name, or a name without its file, fits more than one.'),
      next: t('notices.write-one-of-these', 'Write one of these: {{names}}.', {
        names: search.names.slice(0, 5).join(', '),
      }),
    });
  }
  const near =
    search.near.length > 0 ? t('notices.close-to-it', ' Close to it: {{near}}.', { near: search.near.join(', ') }) : '';
  return {
    severity: 'warning',
    text: t('notices.this-profile-has-no-function', 'This profile has no function “{{func}}”.{{near}}', { func, near }),
  };
}
