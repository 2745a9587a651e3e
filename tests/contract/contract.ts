/** Sends the recorded requests to real servers and to the stand-ins over the same data, and compares the answers. */
import type { Dataset } from '../../demo/standins/dataset';
import { startStandins } from '../../demo/standins/start';
import { compareAnswers } from './compare';
import {
  exchangeNames,
  readExchange,
  replay,
  STORAGE_OF,
  type Exchange,
  type ExchangeFolder,
  type ServerName,
} from './exchanges';
import { detectStorage, findShiftMs } from './realServer';
import { shiftRequest } from './shift';

export type Targets = { readonly pyroscope: string } & Partial<Readonly<Record<ServerName, string>>>;

export interface ContractResult {
  readonly tried: number;
  readonly same: number;
  readonly differ: ReadonlyArray<{ readonly request: string; readonly why: string }>;
}

/** A difference is told by its first lines. */
const LINES = 5;

/**
 * @param dataset  what the servers were filled with
 * @param isTried  by the exchange's name; absent = all
 * @throws ContractError
 */
export async function runContract(
  targets: Targets,
  dataset: Dataset,
  nowMs: number,
  isTried: (name: string) => boolean = () => true
): Promise<ContractResult> {
  const storage = await detectStorage(targets.pyroscope, nowMs, dataset);
  const shiftMs = await findShiftMs(targets.pyroscope, dataset, nowMs);
  const standins = await startStandins({ dataset, recordedTime: true, shiftMs, storage });
  const pyroscopeFolder = (Object.keys(STORAGE_OF) as Array<keyof typeof STORAGE_OF>).find(
    (folder) => STORAGE_OF[folder] === storage
  )!;
  const folders: ReadonlyArray<readonly [ServerName, ExchangeFolder]> = [
    ['pyroscope', pyroscopeFolder],
    ['prometheus', 'prometheus'],
    ['tempo', 'tempo'],
  ];
  const differ: Array<{ request: string; why: string }> = [];
  let tried = 0;
  try {
    for (const [server, folder] of folders) {
      const real = targets[server];
      for (const name of real === undefined ? [] : exchangeNames(folder).filter(isTried)) {
        tried++;
        const exchange = readExchange(folder, name);
        const request = { request: shiftRequest(exchange.request, shiftMs) };
        const lines = await compareServers(standins[server], real!, request);
        if (lines.length > 0) {
          differ.push({ request: `${folder}/${name}`, why: lines.slice(0, LINES).join('\n') });
        }
      }
    }
  } finally {
    await standins.close();
  }
  return { tried, same: tried - differ.length, differ };
}

async function compareServers(standin: string, real: string, exchange: Pick<Exchange, 'request'>): Promise<string[]> {
  const [found, expected] = await Promise.allSettled([replay(standin, exchange), replay(real, exchange)]);
  if (expected.status === 'rejected') {
    return [`the server did not answer: ${String(expected.reason)}`];
  }
  if (found.status === 'rejected') {
    return [`the stand-in did not answer: ${String(found.reason)}`];
  }
  return compareAnswers(found.value, expected.value);
}
