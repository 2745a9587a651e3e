/** Checks of the built bundle: sizes, and what the loader of Grafana's oldest supported version must find. Plain Node. */
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../demo/prepare.mjs';

const dist = path.join(root, 'dist');
/** kB of 1000 bytes, gzip, before lazy chunks. */
const limits = { 'panel/module.js': 100, 'datasource/module.js': 60, 'module.js': 60 };
const read = (name) => fs.readFileSync(path.join(dist, name));

function checkSize(name, limitKb) {
  const kb = gzipSync(read(name)).length / 1000;
  if (kb > limitKb) {
    throw new Error(`${kb.toFixed(1)} kB, allowed ${limitKb} kB`);
  }
  return `${kb.toFixed(1)} of ${limitKb} kB`;
}

/** Grafana 12.2 shares no jsx-runtime, and one unknown name in the list stops the whole plugin. */
function checkShared(name) {
  const list = /define\(\[([^\]]*)\]/.exec(read(name).toString())?.[1] ?? '';
  if (list.includes('jsx-runtime') || list === '') {
    throw new Error(`the shared modules are [${list}]`);
  }
}

/** A worker is a plain script: the AMD wrapper would stop it. */
function checkWorkers() {
  const chunks = fs.readdirSync(dist).filter((name) => name.endsWith('.js') && name !== 'module.js');
  const entries = chunks.filter((name) => /^(.{0,200})define\(/s.test(read(name).toString()));
  if (chunks.length === 0 || entries.length > 0) {
    throw new Error(chunks.length === 0 ? 'no chunks at all' : `wrapped in define: ${entries.join(', ')}`);
  }
}

/** @returns {Array<{ name: string, failure?: string }>} */
export function checkBundle() {
  const checks = [
    ...Object.entries(limits).map(([name, limit]) => [
      `dist/${name} is at most ${limit} kB gzip`,
      () => checkSize(name, limit),
    ]),
    ...Object.keys(limits).map((name) => [`dist/${name} asks for no jsx-runtime`, () => checkShared(name)]),
    ['lazy chunks and workers are plain scripts', checkWorkers],
  ];
  return checks.map(([name, check]) => {
    try {
      const note = check();
      return { name: note ? `${name}: ${note}` : name };
    } catch (error) {
      return { name, failure: error.message };
    }
  });
}
