/** A text with elements in it, so that a translation can move them: `Callers of <name/>, by <b>share</b>`. */
import React, { cloneElement, Fragment, type ReactElement, type ReactNode } from 'react';
import { t, type TextValues } from './translate';

interface TransProps {
  readonly i18nKey: string;
  /** English text; a tag is the name of one of `components`, and what it encloses becomes that element's content. */
  readonly defaults: string;
  readonly components: Readonly<Record<string, ReactElement>>;
  /** Numbers and our own words. What comes from a profile belongs into an element, where it can be no tag. */
  readonly values?: TextValues;
}

/** The tags are i18next's. Its own component needs an HTML parser and 7 kB for the same; these don't nest. */
export function Trans({ i18nKey, defaults, components, values }: TransProps) {
  const parts: ReactNode[] = [];
  const text = t(i18nKey, defaults, values);
  let end = 0;
  for (const tag of text.matchAll(/<(\w+)\s*\/>|<(\w+)>(.*?)<\/\2>/g)) {
    const element = components[tag[1] ?? tag[2]];
    if (element !== undefined) {
      parts.push(text.slice(end, tag.index), tag[3] === undefined ? element : cloneElement(element, {}, tag[3]));
      end = tag.index + tag[0].length;
    }
  }
  parts.push(text.slice(end));
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
