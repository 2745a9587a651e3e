/**
 * Trace files → spans, with every failure as one sentence. As trace stores give them: OTLP JSON (`resourceSpans`), what
 * Tempo's `/api/traces/ID` answers (`batches`), and its second version (`trace` around either).
 */
import fs from 'node:fs';
import { type TraceSpan } from '../src/analysis';
import { CliError } from './cliError';

interface JsonSpan {
  readonly spanId?: unknown;
  readonly parentSpanId?: unknown;
  readonly name?: unknown;
  readonly startTimeUnixNano?: unknown;
  readonly endTimeUnixNano?: unknown;
}

/** @returns spans of each file, one trace a file. @throws CliError when a file is no trace */
export const readTraces = (files: readonly string[]): ReadonlyArray<readonly TraceSpan[]> => files.map(readTrace);

function readTrace(file: string): readonly TraceSpan[] {
  const spans = spansIn(readJson(file)).flatMap(toSpan);
  if (spans.length === 0) {
    throw new CliError(`${file}: holds no spans: give one trace as OTLP JSON, as Tempo's /api/traces/ID answers it.`);
  }
  return spans;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CliError(isMissing ? `${file}: no such file.` : `${file}: cannot be read as JSON of a trace.`);
  }
}

const listOf = (value: unknown, key: string): readonly unknown[] => {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? list : [];
};

function spansIn(json: unknown): readonly JsonSpan[] {
  const trace = typeof json === 'object' && json !== null && 'trace' in json ? json.trace : json;
  return [...listOf(trace, 'resourceSpans'), ...listOf(trace, 'batches')]
    .flatMap((resource) => [
      ...listOf(resource, 'scopeSpans'),
      ...listOf(resource, 'instrumentationLibrarySpans'), // before OTLP 0.19
    ])
    .flatMap((scope) => listOf(scope, 'spans'))
    .filter((span): span is JsonSpan => typeof span === 'object' && span !== null);
}

const NANOSECONDS_IN_MS = 1e6;

/** A span without id, name or times tells nothing; ids stay as they are written, hex or base64. */
function toSpan({ spanId, parentSpanId, name, startTimeUnixNano, endTimeUnixNano }: JsonSpan): TraceSpan[] {
  const [startMs, endMs] = [startTimeUnixNano, endTimeUnixNano].map((time) => Number(time) / NANOSECONDS_IN_MS);
  return typeof spanId === 'string' && typeof name === 'string' && startMs > 0 && endMs >= startMs
    ? [
        {
          id: spanId,
          parentId: typeof parentSpanId === 'string' && parentSpanId !== '' ? parentSpanId : null,
          ...{ name, startMs, endMs },
        },
      ]
    : [];
}
