/** Right end of the scope bar: how its figures come about, what to compare with, which way to read, search, help. */
import React from 'react';
import type { TimeZone } from '@grafana/data';
import { IconButton } from '@grafana/ui';
import type { Analysis } from '../../analysis';
import type { RedModel } from '../../correlate/red';
import { t } from '../../shared/ui/i18n/translate';
import { CompareButton } from '../change/CompareButton';
import type { ChangeZone } from '../change/useChangeZone';
import { HowButton } from '../how/HowButton';
import { searchTestIds } from '../search/testIds';
import type { UrlState } from '../state/useUrlState';
import { DirectionSwitch } from '../topDown/DirectionSwitch';

interface Props {
  /** null while one request is shown */
  readonly service: {
    readonly analysis: Analysis | null;
    readonly red: RedModel;
    readonly change: ChangeZone;
    /** there is a profile query to ask again */
    readonly canCompare: boolean;
  } | null;
  readonly url: Pick<UrlState, 'base' | 'down' | 'update'>;
  readonly width: number;
  readonly timeZone: TimeZone;
  onChooseOther(): void;
  onSearch(): void;
  onHelp(): void;
}

export function PanelTools({ service, url, width, timeZone, onChooseOther, onSearch, onHelp }: Props) {
  return (
    <>
      {service?.analysis && (
        <HowButton
          of={t('panel.the-header', 'the header')}
          look="icon"
          placement="bottom"
          asked={{ kind: 'header', analysis: service.analysis, red: service.red }}
        />
      )}
      {service?.analysis && service.canCompare && (
        <CompareButton
          state={service.change.changes.state}
          split={service.change.changes.split}
          wanted={url.base}
          timeZone={timeZone}
          roomy={width >= 1000}
          onChoose={(base) => url.update({ base })}
          onChooseOther={onChooseOther}
        />
      )}
      {service && <DirectionSwitch down={url.down} roomy={width >= 640} onChange={(down) => url.update({ down })} />}
      <IconButton
        name="search"
        size="lg"
        variant="secondary"
        tooltip={t('panel.search-functions', 'Search functions (/)')}
        data-testid={searchTestIds.open}
        onClick={onSearch}
      />
      <IconButton
        name="question-circle"
        size="lg"
        variant="secondary"
        tooltip={t('panel.how-to-read-this', 'How to read this (?)')}
        onClick={onHelp}
      />
    </>
  );
}
