/** Starts the demo as a user does, and stand-ins that can be switched off one by one. */
import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { startStandins } from '../../demo/standins/start';

const root = path.resolve(__dirname, '../..');
const startLimitMs = 30_000;
const kinds = ['pyroscope', 'prometheus', 'tempo'] as const;
export type ServerKind = (typeof kinds)[number];

export interface RunningDemo {
  /** Without a slash at the end. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Runs the command with the built output as it is; resolves when its line with the address is there. */
export function startDemo(args: readonly string[] = []): Promise<RunningDemo> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['demo/start.mjs', '--port', '0', '--no-open', '--no-build', ...args],
    { cwd: root }
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill();
      reject(new Error(`the demo printed no address in ${startLimitMs / 1000} s: ${output}`));
    }, startLimitMs);
    child.stderr?.on('data', (data) => (output += data));
    child.stdout?.on('data', (data) => {
      output += data;
      const address = /(http:\/\/127\.0\.0\.1:\d+)\/\S*\n/.exec(output)?.[1];
      if (address) {
        clearTimeout(limit);
        resolve({
          address,
          stop: async () => {
            child.kill('SIGINT');
            await exited;
          },
        });
      }
    });
    void exited.then(() => {
      clearTimeout(limit);
      reject(new Error(`the demo ended: ${output}`));
    });
  });
}

/** A TCP pass-through that can be cut, as a server that dies. */
async function startGate(target: string): Promise<{ readonly url: string; cut(): Promise<void> }> {
  const port = Number(new URL(target).port);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

/** A demo whose servers are given by URL, each behind a gate. The recording lies at its own time. */
export async function startDemoWithGates(): Promise<RunningDemo & { cut(kind: ServerKind): Promise<void> }> {
  const standins = await startStandins({ dataset: path.join(root, 'demo/dataset'), recordedTime: true });
  const gates = Object.fromEntries(
    await Promise.all(kinds.map(async (kind) => [kind, await startGate(standins[kind])] as const))
  );
  const demo = await startDemo(kinds.flatMap((kind) => [`--${kind}`, gates[kind]!.url]));
  const open = new Set<ServerKind>(kinds);
  const cut = async (kind: ServerKind) => {
    if (open.delete(kind)) {
      await gates[kind]!.cut();
    }
  };
  return {
    address: demo.address,
    cut,
    stop: async () => {
      await demo.stop();
      await Promise.all([...open].map(cut));
      await standins.close();
    },
  };
}
