/** Gives the panel's zones the viewer's marks; null where Grafana gives a plugin no storage. */
import React, { createContext, useContext } from 'react';
import { usePluginContext } from '@grafana/data';
import { useMarks, type Marks } from './useMarks';

const MarksContext = createContext<Marks | null>(null);

export const useMarksHere = (): Marks | null => useContext(MarksContext);

export function MarksProvider({ children }: { readonly children: React.ReactNode }) {
  return usePluginContext() ? <Stored>{children}</Stored> : <>{children}</>;
}

function Stored({ children }: { readonly children: React.ReactNode }) {
  return <MarksContext.Provider value={useMarks()}>{children}</MarksContext.Provider>;
}
