import Pbf from 'pbf';
import { uncompress } from 'snappyjs';
import { encodeWriteRequest, type WriteExemplar, type WriteSample, type WriteSeries } from './remoteWrite';

it('encodes what a reader of prompb reads back', () => {
  const series: WriteSeries[] = [
    {
      labels: { __name__: 'requests_total', http_route: '/cart', service_name: 'café' },
      samples: [
        { timestampMs: 1795385710461, value: 12.5 },
        { timestampMs: 1795385715461, value: Infinity },
      ],
      exemplars: [
        { timestampMs: 1795385719268, value: 0.004847857, labels: { span_id: '201800bf536b2851', trace_id: 'e9' } },
      ],
    },
    { labels: { __name__: 'up' }, samples: [], exemplars: [] },
  ];
  expect(decodeWriteRequest(encodeWriteRequest(series))).toEqual(series);
});

it('writes label names in byte order', () => {
  const bytes = uncompress(
    encodeWriteRequest([{ labels: { b: '2', B: '1', __name__: 'n' }, samples: [], exemplars: [] }])
  );
  expect(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/__name__|b|B/g)
  ).toEqual(['B', '__name__', 'b']);
});

/** The other direction, written from prompb's field numbers. */
function decodeWriteRequest(body: Uint8Array): WriteSeries[] {
  type Draft = { labels: Record<string, string>; samples: WriteSample[]; exemplars: WriteExemplar[] };
  const labelInto = (labels: Record<string, string>, pbf: Pbf) => {
    const [name, value] = pbf.readMessage(
      (tag, pair: string[], reader) => void (pair[tag - 1] = reader.readString()),
      ['', '']
    );
    labels[name] = value;
  };
  const readSeries = (tag: number, series: Draft, pbf: Pbf) => {
    if (tag === 1) {
      labelInto(series.labels, pbf);
    } else if (tag === 2) {
      const sample = { value: 0, timestampMs: 0 };
      pbf.readMessage(
        (field, s, r) => (field === 1 ? (s.value = r.readDouble()) : (s.timestampMs = r.readVarint(true))),
        sample
      );
      series.samples.push(sample);
    } else {
      const exemplar = { value: 0, timestampMs: 0, labels: {} };
      pbf.readMessage((field, e, r) => {
        if (field === 1) {
          labelInto(e.labels, r);
        } else if (field === 2) {
          e.value = r.readDouble();
        } else {
          e.timestampMs = r.readVarint(true);
        }
      }, exemplar);
      series.exemplars.push(exemplar);
    }
  };
  const all: Draft[] = [];
  return new Pbf(uncompress(body)).readFields((_, list, pbf) => {
    list.push(pbf.readMessage(readSeries, { labels: {}, samples: [], exemplars: [] }));
  }, all);
}
