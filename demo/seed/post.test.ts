import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from './post';

const waits: number[] = [];
const wait = (ms: number) => Promise.resolve(void waits.push(ms));
let answers: Array<{ status: number; text?: string }> = [];
let server: http.Server;
let url = '';

beforeAll(async () => {
  server = http.createServer((_, response) => {
    const { status, text = '' } = answers.length > 1 ? answers.shift()! : answers[0];
    response.writeHead(status).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => waits.splice(0));

const send = (to = url, adviceFor?: (status: number, text: string) => string) =>
  post({ server: 'Tempo', option: '--tempo', url: to, headers: {}, body: 'x', adviceFor }, wait);

it('asks a busy server again, longer each time', async () => {
  answers = [{ status: 503 }, { status: 429 }, { status: 200 }];
  await send();
  expect(waits).toEqual([500, 1000]);
});

it('gives up on a server that stays busy, with its own words', async () => {
  answers = [{ status: 500, text: 'disk full' }];
  await expect(send()).rejects.toThrow(`Tempo answered 500 at ${url}: "disk full"; it stayed so for 5 attempts`);
  expect(waits).toHaveLength(4);
});

it('does not repeat what a server refuses', async () => {
  answers = [{ status: 400, text: 'bad' }];
  await expect(send()).rejects.toThrow(`Tempo answered 400 at ${url}: "bad"; check that --tempo names a Tempo server.`);
  await expect(send(url, () => 'do that instead.')).rejects.toThrow('"bad"; do that instead.');
  expect(waits).toEqual([]);
});

it('says which option names a server that is not there', async () => {
  const gone = http.createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`;
  await new Promise((resolve) => gone.close(resolve));
  await expect(send(address)).rejects.toThrow(
    `Tempo does not answer at ${address} (ECONNREFUSED): start it, or give its address with --tempo URL.`
  );
});
