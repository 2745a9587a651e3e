import { DataHoverClearEvent, DataHoverEvent, EventBusSrv } from '@grafana/data';
import { createCrosshair } from './crosshair';

function setup({ synced = true } = {}) {
  const bus = new EventBusSrv();
  const heard: Array<number | null | undefined> = [];
  bus.subscribe(DataHoverEvent, (event) => heard.push(event.payload.point.time));
  bus.subscribe(DataHoverClearEvent, () => heard.push(null));
  const { crosshair, connect } = createCrosshair();
  const disconnect = connect(bus, () => synced);
  return { bus, heard, crosshair, disconnect };
}

describe('crosshair', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('throttles what it tells the dashboard and ends with the latest', () => {
    const { crosshair, heard } = setup();
    for (let time = 1; time <= 50; time++) {
      crosshair.point(time);
    }
    jest.advanceTimersByTime(1000);
    crosshair.point(51);
    crosshair.point(null);
    jest.advanceTimersByTime(1000);
    expect(heard).toEqual([50, null]);
  });

  it('tells its own charts at once', () => {
    const { crosshair } = setup();
    const times: Array<number | null> = [];
    crosshair.subscribe(() => times.push(crosshair.getTime()));
    crosshair.point(1);
    crosshair.point(1);
    crosshair.point(2);
    expect(times).toEqual([1, 2]);
  });

  it('neither speaks nor listens where the dashboard shares no cursor', () => {
    const { bus, crosshair, heard } = setup({ synced: false });
    crosshair.point(5);
    jest.advanceTimersByTime(1000);
    bus.publish(new DataHoverEvent({ point: { time: 7 } }));
    expect({ heard, time: crosshair.getTime() }).toEqual({ heard: [7], time: 5 });
  });

  it('is silent after it left the bus', () => {
    const { bus, crosshair, disconnect, heard } = setup();
    crosshair.point(5);
    disconnect();
    jest.advanceTimersByTime(1000);
    bus.publish(new DataHoverEvent({ point: { time: 7 } }));
    expect({ heard, time: crosshair.getTime() }).toEqual({ heard: [7], time: 5 });
  });
});
