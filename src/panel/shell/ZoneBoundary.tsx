/** Keeps a defect in one zone from blanking the others. New data gives the zone another try. */
import React from 'react';
import { ErrorBoundary } from '@grafana/ui';
import { EmptyZone } from './EmptyZone';

interface Props {
  readonly name: string;
  /** a change of any of these renders the zone anew */
  readonly dependencies: unknown[];
  readonly children: React.ReactNode;
}

export function ZoneBoundary({ name, dependencies, children }: Props) {
  return (
    <ErrorBoundary boundaryName={`fixlayer-${name}`} dependencies={dependencies}>
      {({ error }) =>
        error ? (
          <EmptyZone
            icon="bug"
            isFailure
            title={`The ${name} could not be drawn`}
            cause={`${error.message} The rest of the panel is not affected; the next refresh tries again.`}
          />
        ) : (
          children
        )
      }
    </ErrorBoundary>
  );
}
