/** Test ids of the app's pages. */
export const testIds = {
  hotspotsPage: 'fixlayer-hotspots-page',
} as const;
