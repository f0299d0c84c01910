/** Which task gives the file of a path. */
import type { Edition } from '../../edition/index.js';
import { articleTasks, bookTasks, searchTask } from '../draw.js';
import { nameHash } from '../hash.js';
import type { Task } from '../press/task.js';
import type { Project } from '../project.js';
import { type Choice, FORMATS } from '../wish.js';
import type { PressedFile } from './pressing.js';

export interface Order {
  /** A build does the first; the last gives this file alone. */
  readonly tasks: readonly [Task, ...Task[]];
  readonly pick: (files: readonly PressedFile[]) => PressedFile | undefined;
}

/** The folder of the search's index, whose name in a publication tells its content. */
export const LIVE_INDEX = 'live';

const EVERYTHING: Choice = {
  formats: FORMATS,
  editions: [],
  drafts: true,
  paths: [],
  books: 'all',
  articles: 'all',
};

/** @param cards their tasks, which the pages' addresses of cards come from, too */
export function ordersOf(
  project: Project,
  editions: readonly Edition[],
  cards: readonly Task[],
): (path: string) => Order | undefined {
  const orders = new Map<string, Order>();
  for (const task of [...documentTasks(project, editions), ...cards])
    for (const [path, order] of ordersOfTask(task)) orders.set(path, order);
  return (path) => orders.get(path) ?? searchOrder(path, project, editions);
}

/** PDFs, books and covers that may be asked for. */
export function documentPaths(project: Project, editions: readonly Edition[]): string[] {
  return documentTasks(project, editions).flatMap((task) =>
    ordersOfTask(task).map(([path]) => path),
  );
}

function documentTasks(project: Project, editions: readonly Edition[]): Task[] {
  return [
    ...articleTasks(project, editions, EVERYTHING),
    ...bookTasks(project, editions, EVERYTHING),
  ];
}

function ordersOfTask(task: Task): [string, Order][] {
  switch (task.kind) {
    case 'article':
      return documentOrders(task, `${task.edition}/${task.article.slug}`, task.article.slug);
    case 'book':
      return documentOrders(task, `${task.edition}/books/${task.book.name}`, task.book.name);
    case 'card':
      return [[cardPath(task.address), { tasks: [task], pick: ([file]) => file }]];
    case 'search':
    case 'faces':
    case 'picture':
      return [];
  }
}

function documentOrders(
  task: Extract<Task, { readonly pdf: boolean }>,
  folder: string,
  name: string,
): [string, Order][] {
  const order = (path: string, alone: Task): [string, Order] => [
    path,
    { tasks: [task, alone], pick: (files) => files.find((file) => file.path === path) },
  ];
  return [
    order(`${folder}/${name}.pdf`, { ...task, epub: false }),
    order(`${folder}/${name}.epub`, { ...task, pdf: false }),
    order(`${folder}/cover.png`, { ...task, pdf: false }),
  ];
}

/** How many parts an index has is known when it is made. */
function searchOrder(
  path: string,
  project: Project,
  editions: readonly Edition[],
): Order | undefined {
  const edition = editions.find(({ name }) => path.startsWith(`${name}/search/`));
  if (!edition || !path.endsWith('.js')) return undefined;
  const part = path.slice(path.lastIndexOf('/'));
  return {
    tasks: [searchTask(project, edition)],
    pick: (files) => files.find((file) => file.path.endsWith(part)),
  };
}

/** In a publication the name of a card tells its content; here it tells the page that it stands for. */
export function cardPath(address: string): string {
  return `assets/card-${nameHash(address)}.png`;
}
