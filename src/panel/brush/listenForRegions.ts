/** Drags over a plot as regions; a click stays a click, and a drag with a modifier is left to whoever listens for that. */
import type uPlot from 'uplot';
import type { Region } from '../../correlate/requestGroups';
import { boxOf, isDrag, regionOf, type Box, type Point } from './brushGeometry';

export interface RegionListener {
  /** what is drawn while the pointer moves; null when it ends */
  draw(box: Box | null): void;
  choose(region: Region): void;
}

/** @returns what ends listening */
export function listenForRegions(plot: uPlot, { draw, choose }: RegionListener): () => void {
  const { over } = plot;
  over.style.cursor = 'crosshair';
  over.style.touchAction = 'pan-y';
  let start: Point | null = null;
  let dragged = false;
  const pointOf = (event: PointerEvent): Point => {
    const { left, top } = over.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const size = () => ({ width: over.clientWidth, height: over.clientHeight });
  const end = () => {
    start = null;
    draw(null);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', onKey, true);
  };
  const onMove = (event: PointerEvent) => {
    if (start !== null) {
      const point = pointOf(event);
      dragged ||= isDrag(start, point);
      draw(dragged ? boxOf(start, point, size()) : null);
    }
  };
  const onUp = (event: PointerEvent) => {
    const from = start;
    const chosen = from !== null && dragged ? boxOf(from, pointOf(event), size()) : null;
    end();
    // The click of this very release comes before the timer.
    setTimeout(() => (dragged = false));
    if (chosen !== null) {
      choose(regionOf(chosen, size(), (position, scale) => plot.posToVal(position, scale)));
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      end();
    }
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    start = pointOf(event);
    dragged = false;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, true);
  };
  // The end of a drag on a dot is no click on it.
  const onClick = (event: MouseEvent) => {
    if (dragged) {
      event.stopPropagation();
      event.preventDefault();
    }
  };
  over.addEventListener('pointerdown', onDown);
  over.addEventListener('click', onClick, true);
  return () => {
    end();
    over.removeEventListener('pointerdown', onDown);
    over.removeEventListener('click', onClick, true);
  };
}
