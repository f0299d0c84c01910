/** A thread of the press: parses texts ahead, does the tasks that it is sent, puts what it made into the cache, says where. */
import { parentPort, workerData } from 'node:worker_threads';
import { preparePackager } from '../../render/epub/index.js';
import { warmFaces } from '../faces.js';
import { openCache } from './cache.js';
import { make, openPress, type Press } from './make.js';
import { type Answer, type Order, READY } from './threads.js';

const cache = openCache(workerData as string);
// Before there is anything to do.
void warmFaces();
void preparePackager();

let press: Promise<Press>;
// One after the other: whoever waits has to know which task a thread is at.
let turn = Promise.resolve();
parentPort!.on('message', (order: Order) => {
  if ('sources' in order) {
    turn = turn.then(async () => {
      const { parseFromLast } = await import('./ahead.js');
      parseFromLast(workerData as string, order);
    });
    return;
  }
  if ('material' in order) {
    press = openPress(order.material, cache);
    turn = Promise.all([turn, press]).then(() => parentPort!.postMessage(READY));
    return;
  }
  const { index, key, task } = order;
  turn = turn.then(async () => {
    const done = await answer(index, async () => cache.store(key, await make(await press, task)));
    parentPort!.postMessage(done);
  });
});

async function answer(index: number, work: () => Promise<Answer['stored']>): Promise<Answer> {
  try {
    return { index, stored: await work() };
  } catch (error) {
    return { index, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
