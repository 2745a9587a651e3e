import React from 'react';
import { SeriesFields } from './SeriesFields';
import type { TypeFieldsProps } from './typeFields';

/** The fields that only the chosen query type has. */
export function TypeFields(props: TypeFieldsProps) {
  switch (props.query.queryType) {
    case 'series':
      return <SeriesFields {...props} />;
    default:
      return null;
  }
}
