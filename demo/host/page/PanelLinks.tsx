/** A panel's links, beside its title. */
import React from 'react';
import { type DataLink } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { TextLink } from '@grafana/ui';

interface PanelLinksState extends SceneObjectState {
  readonly links: readonly DataLink[];
}

export class PanelLinks extends SceneObjectBase<PanelLinksState> {
  static Component = ({ model }: SceneComponentProps<PanelLinks>) => {
    // The address names variables and the time range: drawn again when they change.
    sceneGraph.getTimeRange(model).useState();
    for (const variable of sceneGraph.getVariables(model).state.variables) {
      variable.useState();
    }
    return (
      <>
        {model.state.links.map((link) => (
          <TextLink key={link.title} href={sceneGraph.interpolate(model, link.url)} inline={false} variant="bodySmall">
            {link.title}
          </TextLink>
        ))}
      </>
    );
  };
}
