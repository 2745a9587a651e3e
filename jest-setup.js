// Jest setup provided by Grafana scaffolding, for browser-like tests only: pure tests run under node and need no DOM.
if (typeof window !== 'undefined') {
  require('./.config/jest-setup');
  // A busy machine is no failure: what a test waits for may take longer than the library's second.
  require('@testing-library/react').configure({ asyncUtilTimeout: 15_000 });
  // @grafana/ui 13.2 imports react-dom/server, which wants a MessageChannel that jsdom has not.
  if (typeof global.MessageChannel === 'undefined') {
    global.MessageChannel = class {
      constructor() {
        this.port1 = { postMessage() {}, close() {}, onmessage: null };
        this.port2 = { postMessage: () => setTimeout(() => this.port1.onmessage?.({}), 0), close() {} };
      }
    };
  }
  global.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  global.IntersectionObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  // @grafana/ui measures text on a canvas; jsdom draws none. A fixed width per character is enough for layout code.
  HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: text.length * 8 }) });
}
