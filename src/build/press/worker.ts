/** A thread of the press: does the tasks that it is sent, puts what it made into the cache, says where. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCache } from './cache.js';
import { make, openPress } from './make.js';
import { type Answer, type Errand, type Hand, READY } from './pool.js';

const { cacheFolder, material } = workerData as Hand;
const cache = openCache(cacheFolder);
const press = openPress(material, cache);
void press.then(() => parentPort!.postMessage(READY));

// One after the other: whoever waits has to know which task a thread is at.
let turn = Promise.resolve();
parentPort!.on('message', ({ index, key, task }: Errand) => {
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
