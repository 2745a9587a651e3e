import React from 'react';
import { DiffFields } from './DiffFields';
import { FunctionField } from './FunctionField';
import { OverTimeFields } from './OverTimeFields';
import { RedFields } from './RedFields';
import { SeriesFields } from './SeriesFields';
import type { TypeFieldsProps } from './typeFields';

/** The fields that only the chosen query type has. */
export function TypeFields(props: TypeFieldsProps) {
  switch (props.query.queryType) {
    case 'callers':
    case 'callees':
      return <FunctionField {...props} />;
    case 'diff':
      return <DiffFields {...props} />;
    case 'functionOverTime':
      return <OverTimeFields {...props} />;
    case 'red':
      return <RedFields {...props} />;
    case 'series':
      return <SeriesFields {...props} />;
    default:
      return null;
  }
}
