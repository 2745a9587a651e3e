/**
 * Rules that the first click on another row would bring: the site's colour, the badge. A rule that comes with a click makes
 * the browser read all style sheets again before the new ribbon stands there (7 of 20 ms).
 */
import type { GrafanaTheme2 } from '@grafana/data';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import { getBadgeStyles } from './CallersBadge';
import { getHorizontalStyles } from './horizontalStyles';
import { getRibbonShapes } from './RibbonDrawing';

const LAYERS = ['caller', 'leaf', 'inside', 'callee', 'policy'] as const;

earlyStyles((theme: GrafanaTheme2) => {
  const { step, site, share, shareOutside, text, ownWidth, badge, ...steps } = getHorizontalStyles(theme);
  const { band, owned, ...shapes } = getRibbonShapes(theme);
  for (const layer of LAYERS) {
    mergedClass(step, site, steps[layer]);
    mergedClass(band, owned, shapes[layer]);
    mergedClass(band, shapes[layer]);
  }
  mergedClass(share, shareOutside);
  mergedClass(text, ownWidth);
  mergedClass(getBadgeStyles(theme).badge, badge);
});
