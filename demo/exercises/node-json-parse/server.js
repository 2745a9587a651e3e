// The Node exercise: a delivery service whose handler reads its settings anew for every parcel of every request.
//
//   node server.js OUT.cpuprofile      serves a seeded load to itself over HTTP, records, writes the profile and prints what was measured
const http = require('node:http');
const inspector = require('node:inspector');
const fs = require('node:fs');
const path = require('node:path');
const { Worker, isMainThread, workerData, parentPort } = require('node:worker_threads');
const { rules } = require('./lib/settings.js');
const { random } = require('./lib/rules.js');
const { shortestTour, cheapest } = require('./lib/route.js');

const REQUESTS = Number(process.env.REQUESTS ?? 1500);
const WARM_UP = 150;
const STOPS = 98;
const PARCELS = 3;

function quote(id) {
  const next = random(id);
  const stops = Array.from({ length: STOPS }, () => ({ lat: 48 + next(), lon: 11 + next() }));
  const tour = shortestTour(stops, 12);
  const settings = rules();
  const rule = cheapest(settings.rules, `Z${id % 40}`, 400);
  return { stops: tour.length, price: rule === null ? null : rule.price, days: rule === null ? null : rule.days };
}

function handle(request, response) {
  const { searchParams } = new URL(request.url, 'http://localhost');
  response.setHeader('content-type', 'application/json');
  const first = PARCELS * Number(searchParams.get('id'));
  response.end(JSON.stringify(Array.from({ length: PARCELS }, (_, parcel) => quote(first + parcel))));
}

/** Client in a thread of its own, so that its work is not in the profile of the service. */
function client({ port, requests }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  let sent = 0;
  let done = 0;
  const send = () => {
    http.get({ port, agent, path: `/quote?id=${sent++}` }, (response) => {
      response.resume().on('end', () => {
        done++;
        if (done === WARM_UP || done === requests) {
          parentPort.postMessage(done);
        }
        if (sent < requests) {
          send();
        }
      });
    });
  };
  send();
  send();
}

function shorten(url) {
  const local = url.startsWith('file://') ? url.slice('file://'.length) : url;
  return local.startsWith(__dirname) ? `./${path.relative(__dirname, local)}` : url;
}

/** Profile without its sample list (a tree with hit counts says the same) and without the folder it was recorded in. */
function slim({ nodes, startTime, endTime }) {
  return {
    nodes: nodes.map(({ id, callFrame, hitCount, children, positionTicks }) => ({
      id,
      callFrame: { ...callFrame, scriptId: '0', url: shorten(callFrame.url) },
      hitCount,
      ...(children === undefined ? {} : { children }),
      ...(positionTicks === undefined ? {} : { positionTicks }),
    })),
    startTime,
    endTime,
  };
}

if (isMainThread) {
  const server = http.createServer(handle).listen(0, '127.0.0.1', () => {
    const session = new inspector.Session();
    session.connect();
    const worker = new Worker(__filename, { workerData: { port: server.address().port, requests: REQUESTS } });
    let cpu = null;
    worker.on('message', (done) => {
      if (done === WARM_UP) {
        session.post('Profiler.enable');
        session.post('Profiler.setSamplingInterval', { interval: 2000 });
        session.post('Profiler.start');
        cpu = process.cpuUsage();
        return;
      }
      const used = process.cpuUsage(cpu);
      session.post('Profiler.stop', (error, result) => {
        if (error !== null) {
          throw error;
        }
        fs.writeFileSync(process.argv[2], JSON.stringify(slim(result.profile)));
        const requests = REQUESTS - WARM_UP;
        console.log(JSON.stringify({ requests, cpuMsPerRequest: (used.user + used.system) / 1000 / requests }));
        server.close();
        server.closeAllConnections();
        void worker.terminate();
      });
    });
  });
} else {
  client(workerData);
}
