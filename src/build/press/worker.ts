/** A thread of the press: does the tasks that it is sent, puts what it made into the cache, says where. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCache } from './cache.js';
import { make, openPress } from './make.js';
import type { Answer, Errand, Hand } from './pool.js';

const { cacheFolder, material } = workerData as Hand;
const cache = openCache(cacheFolder);
const press = openPress(material);

parentPort!.on('message', async ({ index, key, task }: Errand) => {
  parentPort!.postMessage(
    await answer(index, async () => cache.store(key, await make(await press, task))),
  );
});

async function answer(index: number, work: () => Promise<Answer['stored']>): Promise<Answer> {
  try {
    return { index, stored: await work() };
  } catch (error) {
    return { index, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
