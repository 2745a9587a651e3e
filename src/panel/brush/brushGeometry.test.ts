import { boxOf, isDrag, regionOf } from './brushGeometry';

const plot = { width: 200, height: 100 };
const valueAt = (position: number, scale: 'x' | 'y') => (scale === 'x' ? 1000 + position : 100 - position);

it('tells a click from a drag', () => {
  expect(isDrag({ x: 10, y: 10 }, { x: 13, y: 12 })).toBe(false);
  expect(isDrag({ x: 10, y: 10 }, { x: 14, y: 14 })).toBe(true);
});

it('draws in any direction', () => {
  const box = { left: 20, top: 10, width: 60, height: 40 };
  expect(boxOf({ x: 20, y: 10 }, { x: 80, y: 50 }, plot)).toEqual(box);
  expect(boxOf({ x: 80, y: 50 }, { x: 20, y: 10 }, plot)).toEqual(box);
});

it('takes the whole height for a level drag', () =>
  expect(boxOf({ x: 20, y: 40 }, { x: 80, y: 44 }, plot)).toEqual({ left: 20, top: 0, width: 60, height: 100 }));

it('cuts what leaves the plot, and has no limit there', () => {
  const box = boxOf({ x: 50, y: 60 }, { x: 400, y: -30 }, plot);
  expect(box).toEqual({ left: 50, top: 0, width: 150, height: 60 });
  expect(regionOf(box, plot, valueAt)).toEqual({ fromMs: 1050, toMs: 1200, fromSeconds: 40, toSeconds: Infinity });
  expect(regionOf(boxOf({ x: 0, y: 50 }, { x: 9, y: 130 }, plot), plot, valueAt).fromSeconds).toBe(0);
});
