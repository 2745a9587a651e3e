import React, { useRef } from 'react';
import { render, screen } from '@testing-library/react';
import { SCROLL_ROOT, useKeptInView } from './useKeptInView';

let resized: () => void = () => undefined;
const disconnect = jest.fn();

beforeEach(() => {
  disconnect.mockClear();
  window.ResizeObserver = class {
    constructor(callback: () => void) {
      resized = callback;
    }
    observe() {}
    unobserve() {}
    disconnect = disconnect;
  } as unknown as typeof ResizeObserver;
});

function Opened() {
  const content = useRef<HTMLDivElement>(null);
  useKeptInView(content);
  return (
    <div data-testid="scroller" style={{ overflowY: 'auto' }} {...SCROLL_ROOT}>
      <div ref={content} data-testid="content" />
    </div>
  );
}

const rect = (top: number, height: number) => ({ top, bottom: top + height }) as DOMRect;

/** A view of 100 px; the content begins 80 px down and is as high as told. */
function setup() {
  render(<Opened />);
  const scroller = screen.getByTestId('scroller');
  const content = screen.getByTestId('content');
  let height = 0;
  Object.defineProperties(scroller, { clientHeight: { value: 100 }, scrollHeight: { value: 1_000 } });
  scroller.getBoundingClientRect = () => rect(0, 100);
  content.getBoundingClientRect = () => rect(80 - scroller.scrollTop, height);
  const grow = (to: number) => {
    height = to;
    resized();
  };
  return { scroller, grow };
}

it('follows what arrives, as far as its top stays in view', () => {
  const { scroller, grow } = setup();
  grow(40);
  expect(scroller.scrollTop).toBe(20);
  grow(60);
  expect(scroller.scrollTop).toBe(40);
  grow(500);
  expect(scroller.scrollTop).toBe(80);
});

it('stops for good once the reader has scrolled', () => {
  const { scroller, grow } = setup();
  grow(40);
  scroller.scrollTop = 10;
  grow(60);
  expect(scroller.scrollTop).toBe(10);
  expect(disconnect).toHaveBeenCalled();
});
